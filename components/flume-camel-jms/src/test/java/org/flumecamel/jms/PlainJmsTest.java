/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.jms.BytesMessage;
import jakarta.jms.TextMessage;

import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class PlainJmsTest extends JmsTestSupport {

    @Test
    void sendsABatchWhole() throws Exception {
        routes(sourceRoute("- to: \"jms:queue:" + queue + "\""));
        assertThat(source().send(numbers(0, 3)).failure()).isNull();
        assertThat(browse()).hasOnlyElementsOfType(BytesMessage.class)
                .extracting(message -> new String(message.getBody(byte[].class))).containsExactly("0\n1\n2\n");
    }

    @Test
    void sendsABatchAsTextWhereTheEndpointSaysSo() throws Exception {
        routes(sourceRoute("- to: \"jms:queue:" + queue + "?jmsMessageType=Text\""));
        assertThat(source().send(numbers(0, 3)).failure()).isNull();
        assertThat(browse()).hasOnlyElementsOfType(TextMessage.class)
                .extracting(message -> message.getBody(String.class)).containsExactly("0\n1\n2\n");
    }

    @Test
    void sendsSingleEventsOfASplit() throws Exception {
        routes(sourceRoute("- split:\n    simple: \"${body}\"\n    steps:\n      - to: \"jms:queue:" + queue + "\""));
        source().send(EventBatch.of(Event.of("a"), Event.of(new byte[] { 0, -1 })));
        assertThat(browse()).extracting(message -> message.getBody(byte[].class)).containsExactly("a".getBytes(),
                new byte[] { 0, -1 });
    }

    @Test
    void isReadByAPlainConsumerAndLeavesOtherBodiesAlone(@TempDir Path files) throws Exception {
        Files.writeString(files.resolve("one.txt"), "from a file");
        routes(route("file", "file:" + files + "?noop=true&idempotent=true", "noErrorHandler: {}",
                "- to: \"jms:queue:" + queue + "\""),
                sourceRoute("- to: \"jms:queue:" + queue + "\""),
                route("reader", "jms:queue:" + queue, "noErrorHandler: {}",
                        "- convertBodyTo:\n    type: java.lang.String", "- to: mock:read"));
        getMockEndpoint("mock:read").expectedBodiesReceivedInAnyOrder("from a file", "0\n1\n", "a text", "<x/>");
        source().send(numbers(0, 2));
        template.sendBody("jms:queue:" + queue, "a text");
        template.sendBody("jms:queue:" + queue, "<x/>".getBytes());
        getMockEndpoint("mock:read").assertIsSatisfied();
    }
}
