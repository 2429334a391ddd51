/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.fileroll;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.camel.Exchange;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.PermanentDeliveryException;
import org.flumecamel.core.path.OpenFiles;
import org.flumecamel.core.serializer.SerializedEnding;
import org.flumecamel.testkit.FlumeTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The serializers of another jar in rolling files. */
class FilerollAvroTest extends FlumeTestSupport {

    @TempDir
    private Path directory;

    private void sink(String serializer) throws Exception {
        routes(route("sink", "direct:in", "noErrorHandler: {}",
            "- to: \"flume-fileroll:k1?rollInterval=0&directory=" + directory + "&serializer=" + serializer + "\""));
    }

    private Exchange send(EventBatch batch) {
        return context.createFluentProducerTemplate().to("direct:in").withBody(batch).send();
    }

    private static Event avro(String schema, int body) {
        return Event.of(Map.of("flume.avro.schema.literal", schema), new byte[] { (byte) body });
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private List<String> data() throws IOException {
        List<String> data = new ArrayList<>();
        for (Path file : files()) {
            try (DataFileReader<Object> reader = new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
                reader.forEach(datum -> data.add(datum instanceof GenericRecord event
                    ? new String(((ByteBuffer) event.get("body")).array()) : datum.toString()));
            }
        }
        return data;
    }

    @Test
    void eventsAreReadableAsSoonAsTheyAreDelivered() throws Exception {
        sink("AVRO_EVENT");
        send(numbers(0, 10));
        assertThat(data()).isEqualTo(texts(0, 10));
        send(numbers(10, 20));
        assertThat(data()).isEqualTo(texts(0, 20));
    }

    @Test
    void aFileHasOneSchemaAndWhatHasNoneIsRefused() throws Exception {
        sink("AVRO");
        Exchange exchange = send(EventBatch.of(avro("\"int\"", 2), avro("\"long\"", 4), Event.of("no schema"),
            avro("\"long\"", 6)));
        assertThat(exchange.getException()).isInstanceOfSatisfying(PermanentDeliveryException.class,
            refused -> assertThat(refused.rejected()).singleElement().extracting(event -> event.event().bodyAsString(
                StandardCharsets.UTF_8)).isEqualTo("no schema"));
        assertThat(files()).hasSize(2);
        assertThat(data()).containsExactly("1", "2", "3");
    }

    @Test
    void theTornBlockOfACrashedProcessIsCutOff() throws Exception {
        sink("AVRO_EVENT");
        send(numbers(0, 10));
        context.getRouteController().stopRoute("sink");
        Path file = files().get(0);
        long whole = Files.size(file);
        Files.write(file, new byte[] { 20, 20, 1 }, StandardOpenOption.APPEND);
        try (OpenFiles crashed = OpenFiles.claim(directory, "flume-fileroll-k1")) {
            crashed.opening(file.getFileName().toString(), file.getFileName().toString(), SerializedEnding.AVRO);
        }
        context.getRouteController().startRoute("sink");
        assertThat(file).hasSize(whole);
        assertThat(data()).isEqualTo(texts(0, 10));
    }
}
