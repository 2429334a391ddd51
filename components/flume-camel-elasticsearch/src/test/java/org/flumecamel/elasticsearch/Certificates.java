/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.elasticsearch;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority, and what it has signed for a server at 127.0.0.1 and for a client. */
final class Certificates {

    static final String PASSWORD = "store-secret";

    private final Path directory;
    private final KeyStore all;

    Certificates(Path directory) throws Exception {
        this.directory = directory;
        Path store = directory.resolve("all.p12");
        keytool(store, "ca", "-ext", "bc:c");
        keytool(store, "server", "-signer", "ca", "-ext", "san=ip:127.0.0.1,dns:localhost");
        keytool(store, "client", "-signer", "ca");
        all = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            all.load(in, PASSWORD.toCharArray());
        }
        pem("ca.crt", "CERTIFICATE", all.getCertificate("ca").getEncoded());
        pem("server.crt", "CERTIFICATE", all.getCertificate("server").getEncoded());
        pem("server.key", "PRIVATE KEY", key("server").getEncoded());
        KeyStore client = KeyStore.getInstance("PKCS12");
        client.load(null, null);
        client.setKeyEntry("client", key("client"), PASSWORD.toCharArray(),
            new Certificate[] { all.getCertificate("client"), all.getCertificate("ca") });
        try (OutputStream out = Files.newOutputStream(directory.resolve("client.p12"))) {
            client.store(out, PASSWORD.toCharArray());
        }
    }

    private static void keytool(Path store, String alias, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair", "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD, "-alias", alias,
            "-dname", "CN=" + alias, "-keyalg", "EC", "-validity", "30"));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
    }

    private Key key(String alias) throws Exception {
        return all.getKey(alias, PASSWORD.toCharArray());
    }

    private void pem(String name, String kind, byte[] content) throws Exception {
        String body = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(content);
        Files.writeString(directory.resolve(name), "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    /** What a client needs that shows its certificate. */
    SSLContext clientContext() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", all.getCertificate("ca"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        KeyStore client = KeyStore.getInstance(file("client.p12").toFile(), PASSWORD.toCharArray());
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(client, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
