/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.elasticsearch;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

import javax.net.ssl.SSLContext;

import org.apache.camel.component.es.ElasticsearchComponent;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.RestClient;
import org.flumecamel.core.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A sink whose connection is configured at camel-elasticsearch. */
class CamelConnectionTest extends ElasticsearchTestSupport {

    private final ElasticsearchComponent camel = new ElasticsearchComponent();
    private RestClient client;

    @BeforeEach
    void addComponent() {
        context.addComponent("elasticsearch", camel);
    }

    @AfterEach
    void closeClient() throws Exception {
        if (client != null) {
            client.close();
        }
    }

    private void bare(String... options) throws Exception {
        routes(route("sink", "direct:in", "noErrorHandler: {}",
            "- to: \"flume-elasticsearch:k1?indexName=" + index + String.join("", options) + "\""));
    }

    /** Its component has no key stores, which the server of the tests asks for. */
    @Test
    void aSinkIsConnectedAsTheComponentIsConfigured() throws Exception {
        camel.setHostAddresses("127.0.0.1:" + SecuredServer.port());
        camel.setEnableSSL(true);
        camel.setUser(SecuredServer.USER);
        camel.setPassword(SecuredServer.PASSWORD);
        camel.setCertificatePath("file:" + SecuredServer.certificates().file("ca.crt"));
        bare("&keyStore=" + SecuredServer.certificates().file("client.p12"), "&keyStorePassword=" + Certificates.PASSWORD);
        assertThat(send(Event.of("one")).getException()).isNull();
        assertThat(messages()).containsExactly("one");
    }

    @Test
    void theSinkAndTheComponentShareAClient() throws Exception {
        String login = SecuredServer.USER + ":" + SecuredServer.PASSWORD;
        String encoded = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        SSLContext tls = SecuredServer.certificates().clientContext();
        client = RestClient.builder(new HttpHost("127.0.0.1", SecuredServer.port(), "https"))
            .setDefaultHeaders(new Header[] { new BasicHeader("Authorization", "Basic " + encoded) })
            .setHttpClientConfigCallback(http -> http.setSSLContext(tls)).build();
        camel.setClient(client);
        bare();
        assertThat(send(Event.of("one")).getException()).isNull();
        context.getRouteController().stopRoute("sink");
        context.removeRoute("sink");
        // the client is not the sink's to close
        context.createProducerTemplate().requestBody("elasticsearch:any?operation=Index&indexName=" + index,
            Map.of("message", "two"));
        assertThat(messages()).containsExactly("one", "two");
    }

    @Test
    void aClientThatWasClosedIsSaid() throws Exception {
        client = RestClient.builder(new HttpHost("127.0.0.1", SecuredServer.port(), "https")).build();
        camel.setClient(client);
        bare();
        client.close();
        assertThat(send(Event.of("one")).getException()).hasMessageContaining("closed by somebody else");
    }

    @Test
    void optionsOfTheSinkComeFirst() throws Exception {
        camel.setHostAddresses("es1");
        camel.setUser("somebody");
        camel.setPassword("hidden");
        bare("&hostAddresses=127.0.0.1:1", "&connectionTimeout=100");
        ElasticsearchEndpoint endpoint = (ElasticsearchEndpoint) context.getEndpoints().stream()
            .filter(ElasticsearchEndpoint.class::isInstance).findFirst().orElseThrow();
        assertThat(endpoint.getHostAddresses()).isEqualTo("127.0.0.1:1");
        assertThat(endpoint.getUser()).as("what is meant for other hosts is not sent to these").isNull();
    }

    @Test
    void aComponentWithoutHostsConnectsNothing() {
        assertThatThrownBy(this::bare).hasStackTraceContaining("hostAddresses is missing");
    }
}
