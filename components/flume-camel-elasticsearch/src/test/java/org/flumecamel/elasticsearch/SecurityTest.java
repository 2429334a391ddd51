/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.elasticsearch;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpServer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.flumecamel.core.Event;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SecurityTest extends ElasticsearchTestSupport {

    /** A sink with these options and none of those that let it in. */
    private void bare(String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of(options));
        all.add("indexName=" + index);
        routes(route("sink", "direct:in", "noErrorHandler: {}",
            "- to: \"flume-elasticsearch:k1?" + String.join("&", all) + "\""));
    }

    private static String address() {
        return "hostAddresses=https://127.0.0.1:" + SecuredServer.port();
    }

    private static String authority() {
        return "certificatePath=" + SecuredServer.certificates().file("ca.crt");
    }

    private static String[] identity() {
        return new String[] { "keyStore=" + SecuredServer.certificates().file("client.p12"),
            "keyStorePassword=" + Certificates.PASSWORD };
    }

    /** The server of these tests has no module that its API keys need, so that a small one takes them here. */
    @Test
    void anApiKeyIsSentInBothForms() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/_bulk", request -> {
            seen.add(request.getRequestHeaders().getFirst("Authorization"));
            byte[] answer = "{\"errors\":false,\"items\":[{\"create\":{\"status\":201}}]}".getBytes();
            request.sendResponseHeaders(200, answer.length);
            request.getResponseBody().write(answer);
            request.close();
        });
        server.start();
        try {
            for (String key : List.of("id:secret", "aWQ6c2VjcmV0")) {
                bare("hostAddresses=127.0.0.1:" + server.getAddress().getPort(), "apiKey=" + key);
                assertThat(send(Event.of("one")).getException()).isNull();
                context.getRouteController().stopRoute("sink");
                context.removeRoute("sink");
            }
        } finally {
            server.stop(0);
        }
        assertThat(seen).containsExactly("ApiKey aWQ6c2VjcmV0", "ApiKey aWQ6c2VjcmV0");
    }

    @Test
    void anUnknownApiKeyIsRefused() throws Exception {
        bare(address(), authority(), identity()[0], identity()[1], "apiKey=id:hidden");
        assertThat(send(Event.of("one")).getException()).hasMessageContaining("401 security_exception")
            .hasMessageNotContaining("hidden");
    }

    @Test
    void aWrongPasswordIsSaidWithoutSayingIt() throws Exception {
        sink("password=wrong-secret");
        assertThat(send(Event.of("one")).getException()).hasMessageContaining("401 security_exception")
            .hasMessageContaining("sent again").hasMessageNotContaining("wrong-secret");
    }

    /** A user whose rights come later. */
    @Test
    void missingRightsAreWaitedFor() throws Exception {
        retryingSink("user=" + SecuredServer.LIMITED);
        CompletableFuture<Exchange> sent = sendAside(() -> send(Event.of("one")));
        await().until(() -> counter().getEventWriteFail() > 1);
        SecuredServer.role("test-*");
        assertThat(sent.get().getException()).isNull();
        assertThat(messages()).containsExactly("one");
    }

    @Test
    void aServerOfAnUnknownAuthorityIsNotTrusted() throws Exception {
        bare(address(), identity()[0], identity()[1], "user=flume", "password=user-secret");
        assertThat(send(Event.of("one")).getException()).hasMessageContaining("unable to find valid certification path");
    }

    @Test
    void aServerThatWantsACertificateDoesNotTakeOneWithout() throws Exception {
        bare(address(), authority(), "user=flume", "password=user-secret");
        assertThat(send(Event.of("one")).getException()).isNotNull();
        assertThat(documents()).isEmpty();
    }

    @Test
    void secretsAreNeverPrinted() throws Exception {
        sink();
        Endpoint endpoint = context.getEndpoints().stream().filter(ElasticsearchEndpoint.class::isInstance).findFirst()
            .orElseThrow();
        String shown = endpoint + " " + ((ElasticsearchEndpoint) endpoint).destination() + " "
                       + context.getRoute("sink").getProcessor() + " " + endpoint.createProducer();
        assertThat(shown).contains("flume-elasticsearch").doesNotContain(SecuredServer.PASSWORD, Certificates.PASSWORD);
    }

    @Test
    void optionsThatDoNotFitStopTheStartAndShowNoSecret() {
        assertStops("without user, password or path", "hostAddresses=http://me:hidden@es1:9200");
        assertStops("does not exist", "hostAddresses=es1:99999");
        assertStops("hostAddresses is missing");
        assertStops("although enableSSL", "hostAddresses=http://es1", "enableSSL=true");
        assertStops("https:// ones", "hostAddresses=es1", "keyStore=x");
        assertStops("both set", "hostAddresses=es1", "user=a", "password=hidden", "apiKey=hidden");
        assertStops("both or not at all", "hostAddresses=es1", "user=a");
        assertStops("apiKey must be", "hostAddresses=es1", "apiKey=hid den");
        assertStops("cannot be used", "hostAddresses=https://es1", "certificatePath=/nowhere/ca.crt");
        assertStops("cannot be used", address(), identity()[0], "keyStorePassword=hidden");
        assertStops("socketTimeout must be above 0", "hostAddresses=es1", "socketTimeout=0");
    }

    private void assertStops(String words, String... options) {
        assertThatThrownBy(() -> bare(options)).hasStackTraceContaining(words).satisfies(e -> {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                assertThat(String.valueOf(cause.getMessage())).doesNotContain("hidden");
            }
        });
    }

    @Test
    void aDeadHostIsPassedOver() throws Exception {
        int dead;
        try (ServerSocket unused = new ServerSocket(0)) {
            dead = unused.getLocalPort();
        }
        sink("hostAddresses=https://127.0.0.1:" + dead + ",https://127.0.0.1:" + SecuredServer.port());
        for (int i = 0; i < 4; i++) {
            assertThat(send(numbers(i, i + 1)).getException()).isNull();
        }
        assertThat(messages()).isEqualTo(texts(0, 4));
    }

    @Test
    void anUnknownHostIsSaidAndCounted() throws Exception {
        sink("hostAddresses=https://nowhere.invalid:9200");
        assertThat(send(Event.of("one")).getException()).hasMessageContaining("UnknownHostException")
            .hasMessageContaining("nowhere.invalid");
        assertThat(counter().getConnectionFailedCount()).isEqualTo(1);
    }

    @Test
    void hostsCanBeAskedFromTheCluster() throws Exception {
        sink("enableSniffer=true", "snifferInterval=50");
        for (int i = 0; i < 20; i++) {
            assertThat(send(numbers(i, i + 1)).getException()).isNull();
        }
        assertThat(messages()).isEqualTo(texts(0, 20));
    }

    @Test
    void requestsMayBeCompressed() throws Exception {
        sink("compression=true");
        assertThat(send(numbers(0, 50)).getException()).isNull();
        assertThat(messages()).isEqualTo(texts(0, 50));
    }
}
