/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Who may read the monitor, and how it is kept from others. */
class MonitorSecurityTest extends MonitorTestSupport {

    private static final String STORE_PASSWORD = "store-secret";

    @TempDir
    Path folder;

    /** A key store with a key for 127.0.0.1. */
    private Path keyStore() throws Exception {
        Path file = folder.resolve("monitor.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "monitor", "-keyalg", "EC", "-dname", "CN=monitor", "-ext", "SAN=ip:127.0.0.1",
                "-validity", "2", "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", STORE_PASSWORD)
                .redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        return file;
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void asksForThePassword() throws Exception {
        monitor.setUser("ops");
        monitor.setPassword("pässword:1");
        serve();
        for (String path : new String[] {"/", "/metrics", "/metrics.json", "/health", "/health/live", "/nothing"}) {
            HttpResponse<String> refused = get(path);
            assertThat(refused.statusCode()).as(path).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow()).startsWith("Basic realm=");
            assertThat(refused.body()).isEmpty();
        }
        assertThat(get("/metrics", "Authorization", basic("ops", "wrong")).statusCode()).isEqualTo(401);
        assertThat(get("/metrics", "Authorization", basic("other", "pässword:1")).statusCode()).isEqualTo(401);
        assertThat(get("/metrics", "Authorization", "Basic ???").statusCode()).isEqualTo(401);
        assertThat(get("/metrics", "Authorization", "Bearer x").statusCode()).isEqualTo(401);
        assertThat(get("/metrics", "Authorization", basic("ops", "pässword:1")).statusCode()).isEqualTo(200);
    }

    @Test
    void speaksTls() throws Exception {
        Path file = keyStore();
        monitor.setKeyStore(file.toString());
        monitor.setKeyStorePassword(STORE_PASSWORD);
        serve();
        assertThat(monitor.url()).startsWith("https://127.0.0.1:");
        KeyStore trusted = KeyStore.getInstance(file.toFile(), STORE_PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load((InputStream) null, null);
        certificates.setCertificateEntry("monitor", trusted.getCertificate("monitor"));
        trust.init(certificates);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        HttpResponse<String> page = HttpClient.newBuilder().sslContext(tls).build()
                .send(request("/health").build(), HttpResponse.BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> get("/health")).isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void aWrongPasswordOfTheKeyStoreIsNotRepeated() throws Exception {
        monitor.setKeyStore(keyStore().toString());
        monitor.setKeyStorePassword("wrong-secret");
        assertThatThrownBy(this::serve).hasStackTraceContaining("The key store " + folder).hasStackTraceContaining(
                "its password is wrong").satisfies(failure -> {
                    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                        assertThat(cause.toString()).doesNotContain("wrong-secret");
                    }
                });
    }

    @Test
    void aKeyStoreThatIsNoneIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("no.p12"), "no keys");
        monitor.setKeyStore(file.toString());
        monitor.setKeyStorePassword("x");
        assertThatThrownBy(this::serve).hasStackTraceContaining("The key store " + file + " of the monitor cannot be read");
        monitor.setKeyStore(folder.resolve("missing.p12").toString());
        assertThatThrownBy(monitor::start).hasStackTraceContaining("missing.p12");
    }

    @Test
    void halfACredentialIsRefused() {
        monitor.setUser("ops");
        assertThatThrownBy(this::serve).hasStackTraceContaining("flume.monitor.user and flume.monitor.password need");
    }

    @Test
    void settingsMakeAServer() throws Exception {
        assertThat(MonitorServer.of(context)).as("without a port").isNull();
        context.getPropertiesComponent().addInitialProperty("flume.monitor.port", "0");
        context.getPropertiesComponent().addInitialProperty("flume.monitor.user", "ops");
        context.getPropertiesComponent().addInitialProperty("secret.of.ops", "from elsewhere");
        context.getPropertiesComponent().addInitialProperty("flume.monitor.password", "{{secret.of.ops}}");
        try (MonitorServer made = MonitorServer.of(context)) {
            made.start();
            HttpRequest request = HttpRequest.newBuilder(URI.create(made.url() + "health"))
                    .header("Authorization", basic("ops", "from elsewhere")).build();
            HttpResponse<String> page = client().send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aPasswordThatCannotBeResolvedIsNotNone() {
        context.getPropertiesComponent().addInitialProperty("flume.monitor.port", "0");
        context.getPropertiesComponent().addInitialProperty("flume.monitor.password", "{{not.there}}");
        assertThatThrownBy(() -> MonitorServer.of(context)).hasMessageContaining("not.there");
    }
}
