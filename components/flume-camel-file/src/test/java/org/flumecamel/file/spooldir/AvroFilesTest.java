/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.flumecamel.core.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flumecamel.file.spooldir.Spool.await;

class AvroFilesTest {

    private static final Schema SCHEMA = SchemaBuilder.record("Line").fields().requiredLong("number").requiredString("text")
            .endRecord();

    @TempDir
    private Path directory;
    private Spool spool;

    @BeforeEach
    void open() throws Exception {
        spool = new Spool(directory).with("deserializer", "avro");
    }

    @AfterEach
    void close() {
        spool.close();
    }

    /** A container file with blocks of ten data. */
    private static byte[] container(String codec, int count) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>(SCHEMA))) {
            writer.setCodec(CodecFactory.fromString(codec)).create(SCHEMA, bytes);
            for (int i = 0; i < count; i++) {
                GenericRecord line = new GenericData.Record(SCHEMA);
                line.put("number", (long) i);
                line.put("text", "text of " + i);
                writer.append(line);
                if (i % 10 == 9) {
                    writer.sync();
                }
            }
        }
        return bytes.toByteArray();
    }

    private static List<String> decoded(List<Event> events) throws IOException {
        GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>(SCHEMA);
        List<String> texts = new ArrayList<>();
        for (Event event : events) {
            texts.add(reader.read(null, DecoderFactory.get().binaryDecoder(event.body(), null)).toString());
        }
        return texts;
    }

    private static List<String> expected(int count) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add("{\"number\": " + i + ", \"text\": \"text of " + i + "\"}");
        }
        return texts;
    }

    @ParameterizedTest
    @ValueSource(strings = { "null", "deflate", "bzip2", "zstandard" })
    void eachDatumIsAnEventWithTheHashOfItsSchema(String codec) throws Exception {
        spool.place("a.avro", container(codec, 95));
        spool.with("batchSize", 7).start();
        spool.awaitNames("a.avro.COMPLETED");
        assertThat(decoded(spool.events())).isEqualTo(expected(95));
        String hash = HexFormat.of().formatHex(SchemaNormalization.parsingFingerprint("CRC-64-AVRO", SCHEMA));
        assertThat(spool.events()).allSatisfy(event -> assertThat(event.headers()).containsEntry("flume.avro.schema.hash", hash)
                .hasSize(1));
    }

    @Test
    void theSchemaItselfWhenAskedTo() throws Exception {
        spool.place("a.avro", container("null", 3));
        spool.with("deserializer.schemaType", "LITERAL").start();
        await().until(() -> spool.probe.count() == 3);
        String literal = spool.events().get(2).headers().get("flume.avro.schema.literal");
        assertThat(new Schema.Parser().parse(literal)).isEqualTo(SCHEMA);
    }

    @Test
    void fromEachPositionTheSameDataFollow() throws Exception {
        Path file = spool.place("a.avro", container("deflate", 45));
        EventDeserializerFactory factory = AvroDeserializer.factory(Map.of());
        List<Position> positions = new ArrayList<>(List.of(Position.START));
        try (SpoolContent content = new SpoolContent(file, Packing.NONE, 200)) {
            EventDeserializer all = factory.open(content, Position.START);
            while (all.next()) {
                positions.add(all.position());
            }
        }
        assertThat(positions).hasSize(46).doesNotHaveDuplicates();
        for (int i = 0; i < positions.size(); i++) {
            List<Event> rest = new ArrayList<>();
            try (SpoolContent content = new SpoolContent(file, Packing.NONE, 200)) {
                EventDeserializer deserializer = factory.open(content, positions.get(i));
                while (deserializer.next()) {
                    rest.add(Event.of(Arrays.copyOfRange(deserializer.array(), deserializer.from(),
                            deserializer.from() + deserializer.length())));
                }
            }
            assertThat(decoded(rest)).as("from datum %d", i).isEqualTo(expected(45).subList(i, 45));
        }
    }

    @Test
    void aDamagedFileIsQuarantinedAfterWhatCouldBeRead() throws Exception {
        byte[] bytes = container("null", 40);
        Arrays.fill(bytes, bytes.length - 100, bytes.length - 60, (byte) 0xff);
        spool.place("a.avro", bytes);
        spool.place("b.avro", Arrays.copyOf(container("null", 40), bytes.length - 20));
        spool.start();
        spool.awaitNames("a.avro.QUARANTINED", "a.avro.QUARANTINED.reason", "b.avro.QUARANTINED", "b.avro.QUARANTINED.reason");
        assertThat(decoded(spool.events().subList(0, 20))).isEqualTo(expected(20));
    }

    @Test
    void aBlockThatIsSaidToBeHugeIsNotAllocated() throws Exception {
        byte[] bytes = container("null", 10);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        // the count 10 (0x14) and the size of the block stand between the sync marker of the header and the data
        int at = text.indexOf("text of 0") - 3;
        byte[] hostile = Arrays.copyOf(bytes, at + 40);
        byte[] size = { 0x14, (byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f };
        System.arraycopy(size, 0, hostile, text.indexOf((char) 0x14, at - 5), size.length);
        spool.place("a.avro", hostile);
        spool.start();
        spool.awaitNames("a.avro.QUARANTINED", "a.avro.QUARANTINED.reason");
        assertThat(spool.reason("a.avro.QUARANTINED.reason")).contains("has 2147483647 bytes");
    }

    @Test
    void aContainerWithoutDataGivesOneEmptyEvent() throws Exception {
        spool.place("a.avro", container("null", 0));
        spool.start();
        spool.awaitNames("a.avro.COMPLETED");
        spool.expect("");
    }

    @Test
    void blobsAreWholeFiles() throws Exception {
        byte[] blob = { 0, 1, '\n', (byte) 0xff };
        spool.place("a.bin", blob);
        spool.place("b.gz", "more than five bytes");
        spool.with("deserializer", "org.apache.flume.sink.solr.morphline.BlobDeserializer$Builder")
                .with("deserializer.maxBlobLength", 5).start();
        spool.awaitNames("a.bin.COMPLETED", "b.gz.COMPLETED");
        assertThat(spool.events().get(0).body()).isEqualTo(blob);
        assertThat(spool.delivered().subList(1, 5)).containsExactly("more ", "than ", "five ", "bytes");
    }
}
