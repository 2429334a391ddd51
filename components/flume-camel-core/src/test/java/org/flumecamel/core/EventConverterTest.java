/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Events in a context that knows nothing of them but our jar. */
class EventConverterTest extends CamelTestSupport {

    private static final byte[] MALFORMED = { 'a', (byte) 0xC3, 0, (byte) 0xFF };

    @TempDir
    Path directory;

    private final EventBatch batch = EventBatch.of(Event.of("one"), Event.of(""), Event.slice(Headers.of("h", "v"),
            "xxthreexx".getBytes(UTF_8), 2, 5, 0));

    private <T> T convert(Class<T> type, Object value) {
        return context.getTypeConverter().convertTo(type, value);
    }

    @Test
    void anEventConvertsToItsBody() throws Exception {
        Event event = Event.slice(Headers.EMPTY, MALFORMED, 1, 3, 0);

        assertThat(convert(byte[].class, event)).containsExactly(0xC3, 0, 0xFF);
        assertThat(convert(InputStream.class, event).readAllBytes()).containsExactly(0xC3, 0, 0xFF);
        ByteBuffer buffer = convert(ByteBuffer.class, event);
        assertThat(buffer.remaining()).isEqualTo(3);
        assertThat(buffer.get(0)).isEqualTo((byte) 0xC3);
        assertThat(buffer.isReadOnly()).isTrue();
        assertThat(convert(String.class, Event.of("\u00e9"))).isEqualTo("\u00e9");
    }

    @Test
    void aBatchConvertsToItsBodiesOneInALine() throws Exception {
        assertThat(convert(String.class, batch)).isEqualTo("one\n\nthree\n");
        assertThat(convert(byte[].class, batch)).isEqualTo("one\n\nthree\n".getBytes(UTF_8));
        assertThat(convert(InputStream.class, batch).readAllBytes()).isEqualTo("one\n\nthree\n".getBytes(UTF_8));
        Object events = convert(List.class, batch);
        assertThat(events).isEqualTo(List.of(batch.get(0), batch.get(1), batch.get(2)));
        assertThat(convert(EventBatch.class, batch.get(0)).size()).isEqualTo(1);
        assertThat(convert(byte[].class, EventBatch.EMPTY)).isEmpty();
    }

    @Test
    void textIsReadInTheCharsetOfTheExchange() {
        String text = template.request("direct:latin", exchange -> exchange.getMessage()
                .setBody(Event.of("\u00e9".getBytes(ISO_8859_1)))).getMessage().getBody(String.class);
        assertThat(text).isEqualTo("\u00e9");
    }

    @Test
    void splitOnTheBodyGivesEvents() throws Exception {
        MockEndpoint mock = getMockEndpoint("mock:events");
        mock.expectedBodiesReceived(batch.get(0), batch.get(1), batch.get(2));
        template.sendBody("direct:split", batch);
        mock.assertIsSatisfied();
    }

    @Test
    void aFileEndpointWritesTheLinesOfABatchByteForByte() throws Exception {
        EventBatch bytes = EventBatch.of(Event.of(MALFORMED), Event.of("next"));
        template.sendBodyAndHeader("file:" + directory, bytes, Exchange.FILE_NAME, "out.log");
        assertThat(Files.readAllBytes(directory.resolve("out.log")))
                .containsExactly('a', 0xC3, 0, 0xFF, '\n', 'n', 'e', 'x', 't', '\n');
    }

    @Override
    protected RouteBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:split").split(body()).to("mock:events");
                from("direct:latin").setProperty(Exchange.CHARSET_NAME, constant("ISO-8859-1"))
                        .convertBodyTo(String.class, "ISO-8859-1");
            }
        };
    }
}
