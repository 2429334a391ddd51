/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.serializers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;
import org.apache.avro.util.Utf8;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.SinkDelivery;
import org.flumecamel.core.serializer.EventSerializer;
import org.flumecamel.core.serializer.EventSerializers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AvroSerializerTest {

    private static final String STRING = "\"string\"";

    @TempDir
    private Path directory;

    private final CamelContext context = new DefaultCamelContext();
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void startServer() throws Exception {
        context.start();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/schemas/", exchange -> {
            requests.incrementAndGet();
            byte[] schema = (exchange.getRequestURI().getPath().endsWith("long") ? "\"long\""
                : exchange.getRequestURI().getPath().endsWith("large") ? " ".repeat(2_000_000) : STRING).getBytes();
            exchange.getResponseHeaders().add("Location", "/schemas/string");
            exchange.sendResponseHeaders(statuses.getOrDefault(exchange.getRequestURI().getPath(), 200), schema.length);
            exchange.getResponseBody().write(schema);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
        context.stop();
    }

    private String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/schemas/";
    }

    private static Event event(String text, String... headers) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(bytes.length << 1);
        body.writeBytes(bytes);
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            map.put("flume.avro.schema." + headers[i], headers[i + 1]);
        }
        return Event.of(map, body.toByteArray());
    }

    /** The events that are refused, with the reason. */
    private List<String> refused(Map<String, String> options, Event... events) throws Exception {
        DefaultExchange exchange = new DefaultExchange(context);
        exchange.getIn().setBody(EventBatch.of(events));
        SinkDelivery delivery = SinkDelivery.of(exchange, this);
        EventSerializers.of(context, "AVRO", options).rejectUnfit(delivery);
        return delivery.rejected().stream().map(refused -> refused.reason()).toList();
    }

    @Test
    void theSinksOwnSchemaServesAllEvents() throws Exception {
        String file = Files.writeString(directory.resolve("s.avsc"), STRING).toString();
        for (Map<String, String> options : List.of(Map.of("schemaLiteral", STRING), Map.of("schemaURL", "file:" + file),
            Map.of("schemaURL", file), Map.of("schemaURL", base() + "string", "compressionCodec", "deflate"))) {
            assertThat(refused(options, event("one"), event("two"))).isEmpty();
            assertThat(Output.avro(Output.of(context, "org.apache.flume.sink.hdfs.AvroEventSerializer$Builder", options,
                EventBatch.of(event("one"), event("two"))))).hasSize(4).endsWith(new Utf8("one"), new Utf8("two"));
        }
    }

    @Test
    void headersComeBeforeTheSinksOwnSchemaAndTheUrlBeforeTheLiteral() throws Exception {
        EventSerializer serializer = EventSerializers.of(context, "AVRO",
            Map.of("schemaLiteral", "\"bytes\"", "schemaUrlBases", "http://127.0.0.1:1/," + base())).get();
        EventBatch events = EventBatch.of(event("", "url", base() + "long", "literal", STRING),
            event("", "literal", "\"long\""), event("", "literal", STRING), event(""));
        assertThat(serializer.fitting(events)).as("long, however it is named").isEqualTo(2);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        serializer.write(events.subBatch(0, 2), out);
        serializer.flush(out);
        assertThat(serializer.fitting(events.subBatch(2, 4))).isZero();
        assertThat(serializer.fitting(events.subBatch(1, 4))).isEqualTo(1);
        assertThat(Output.avro(out.toByteArray())).endsWith(0L, 0L);
        assertThat(requests).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = { "literal;nonsense;its schema is none",
        "url;http://127.0.0.1:1/x;is not below one of",
        "url;file:///etc/passwd;is not below one of", "url;BASE../string;is not below one of",
        "url;BASE%2e%2e/string;is not below one of", "url;BASE string;is not below one of",
        "url;BASElost;answers with status 404",
        "url;BASEmoved;answers with status 302", "url;BASElarge;longer than 1048576 bytes",
        "other;x;neither a header flume.avro.schema.url nor flume.avro.schema.literal" })
    void whatHasNoSchemaIsRefused(String header, String value, String reason) throws Exception {
        statuses.put("/schemas/lost", 404);
        statuses.put("/schemas/moved", 302);
        Event odd = event("odd", header, value.replace("BASE", base()));
        assertThat(refused(Map.of("schemaUrlBases", base()), event("good", "literal", STRING), odd, odd)).hasSize(2)
            .allSatisfy(text -> assertThat(text).contains(reason));
        assertThat(requests.get()).as("asked once, or not at all").isLessThanOrEqualTo(1);
    }

    @Test
    void aBodyOfAnotherSchemaIsRefused() throws Exception {
        assertThat(refused(Map.of("schemaLiteral", STRING), event("good"), Event.of("bad"))).singleElement().asString()
            .contains("is no datum of its schema string");
    }

    @Test
    void aServerInTroubleIsAskedAgain() throws Exception {
        statuses.put("/schemas/string", 503);
        Map<String, String> options = Map.of("schemaUrlBases", base());
        Event event = event("one", "url", base() + "string");
        assertThatThrownBy(() -> refused(options, event)).isInstanceOf(IOException.class).hasMessageContaining("503");
        statuses.clear();
        assertThat(refused(options, event)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = { "schemaURL;/nowhere/x.avsc;is not there", "schemaLiteral;nonsense;its schema is none",
        "schemaUrlBases;https://x/y;must be addresses that end with a slash", "schemaUrlBases;://;must be addresses",
        "schema;x;serializer.schema is unknown", "schemaURL;http://127.0.0.1:1/x;cannot be read" })
    void wrongOptionsStopTheStart(String option, String value, String message) {
        assertThatThrownBy(() -> EventSerializers.of(context, "AVRO", Map.of(option, value)))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }
}
