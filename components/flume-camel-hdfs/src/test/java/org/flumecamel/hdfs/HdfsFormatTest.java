/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.camel.Exchange;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.PermanentDeliveryException;
import org.flumecamel.core.path.FileEnding;
import org.flumecamel.core.path.OpenFiles;
import org.flumecamel.hdfs.format.HadoopEnding;
import org.flumecamel.hdfs.format.SequenceFileSerializer;
import org.flumecamel.hdfs.format.Written;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the formats mean for names, rolls and recovery. */
class HdfsFormatTest extends HdfsTestSupport {

    /** Writes the length of each body, and its text. */
    public static class Lengths implements SequenceFileSerializer {

        @Override
        public Class<? extends Writable> keyClass() {
            return Text.class;
        }

        @Override
        public Class<? extends Writable> valueClass() {
            return Text.class;
        }

        @Override
        public OfFile newFile() {
            return (event, pairs) -> pairs.add(new Text("" + event.length()),
                new Text(event.bodyAsString(StandardCharsets.UTF_8)));
        }
    }

    private static String[] options(Written written, String... further) {
        return Stream.concat(Arrays.stream(written.options().split("&")), Arrays.stream(further))
            .map(option -> option.replaceFirst("=", ": ")).toArray(String[]::new);
    }

    private List<String> texts(Written written) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Path file : BucketFiles.below(directory)) {
            written.bodies(Files.readAllBytes(file)).forEach(body -> texts.add(new String(body, StandardCharsets.UTF_8)));
        }
        return texts;
    }

    @ParameterizedTest
    @CsvSource({ "GZIP,.gz", "BZIP2,.bz2", "SNAPPY,.snappy", "LZ4,.lz4", "ZSTD,.zst", "DEFLATE,.deflate", "SEQUENCE,''",
        "SEQUENCE_GZIP,.gz", "SEQUENCE_ZSTD,.zst", "AVRO_EVENT,''" })
    void theCodecNamesTheEndOfTheNameUnlessTheSinkDoes(Written written, String extension) throws Exception {
        sink("/a", options(written));
        send(numbers(0, 3));
        context.getRouteController().stopRoute("sink");
        assertThat(names()).singleElement().asString().matches("a/FlumeData\\.\\d{13}" + extension.replace(".", "\\."));
        context.removeRoute("sink");
        sink("/b", options(written, "fileSuffix=.x"));
        send(numbers(3, 6));
        assertThat(names().get(1)).matches("b/FlumeData\\.\\d{13}\\.x\\.tmp");
        assertThat(texts(written)).isEqualTo(texts(0, 6));
    }

    @ParameterizedTest
    @EnumSource(names = { "GZIP", "SEQUENCE", "SEQUENCE_SNAPPY", "AVRO_EVENT" })
    void sizeIsThatOfTheBodies(Written written) throws Exception {
        sink("", options(written, "rollSize=15"));
        send(numbers(1000, 1010));
        List<Integer> counts = new ArrayList<>();
        for (Path file : BucketFiles.below(directory)) {
            counts.add(written.bodies(Files.readAllBytes(file)).size());
        }
        assertThat(counts).containsExactly(4, 4, 2);
        assertThat(texts(written)).isEqualTo(texts(1000, 1010));
    }

    @Test
    void aWriteFormatOfYourOwnIsFoundByItsClass() throws Exception {
        sink("", "fileType: SequenceFile", "writeFormat: " + Lengths.class.getName());
        assertThat(send(event("one"), event("three")).getException()).isNull();
        context.stop();
        assertThat(new String(Files.readAllBytes(BucketFiles.below(directory).get(0)), StandardCharsets.ISO_8859_1))
            .contains("\0013\003one", "\0015\005three");
    }

    @ParameterizedTest
    @EnumSource(names = { "GZIP", "BZIP2", "SNAPPY", "ZSTD", "SEQUENCE", "SEQUENCE_LZ4", "AVRO_EVENT" })
    void theTornEndOfACrashedProcessIsCutOff(Written written) throws Exception {
        sink("/a", options(written));
        send(numbers(0, 10));
        Path open = BucketFiles.below(directory).get(0);
        long whole = Files.size(open);
        send(numbers(10, 20));
        byte[] torn = Arrays.copyOf(Files.readAllBytes(open), (int) (whole + 3));
        FileEnding ending = Stream.of(HadoopEnding.values()).map(HadoopEnding::name).filter(
            name -> written.name().equals(name)).map(HadoopEnding::named).findFirst().orElseGet(() -> HadoopEnding.named(
                written == Written.AVRO_EVENT ? "AVRO" : "SEQUENCE_FILE"));
        try (OpenFiles crashed = OpenFiles.claim(directory, "flume-hdfs-k2")) {
            Path left = Files.write(directory.resolve("left.tmp"), torn);
            crashed.opening("file:" + left, "file:" + directory + "/left", ending);
        }
        routes(route("again", "direct:again", "noErrorHandler: {}",
            "- to: \"flume-hdfs:k2?path=file://" + directory + "&" + written.options() + "\""));
        byte[] left = Files.readAllBytes(directory.resolve("left"));
        assertThat(written.bodies(left).stream().map(String::new)).isEqualTo(texts(0, 10));
        assertThat((long) left.length).isBetween(whole, whole + 2);
    }

    private static Event avro(String schema, int... body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Arrays.stream(body).forEach(bytes::write);
        return event("", schema == null ? new String[0] : new String[] { "flume.avro.schema.literal", schema })
            .withBody(bytes.toByteArray());
    }

    @Test
    void eventsOfAnotherSchemaGoIntoAnotherFileAndThoseWithoutOneToTheDeadLetter() throws Exception {
        sink("", "serializer: AVRO", "fileSuffix: .avro");
        Exchange exchange = send(EventBatch.of(avro("\"int\"", 2), avro("\"int\"", 4), avro(null, 2),
            avro("\"string\"", 2, 'x'), avro("\"string\"", 2), avro("\"string\"", 0)));
        assertThat(exchange.getException()).isInstanceOfSatisfying(PermanentDeliveryException.class,
            refused -> assertThat(refused.rejected()).hasSize(2));
        context.stop();
        List<String> data = new ArrayList<>();
        for (Path file : BucketFiles.below(directory)) {
            try (DataFileReader<Object> reader = new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
                data.add(reader.getSchema().toString());
                reader.forEach(datum -> data.add("" + datum));
            }
        }
        assertThat(data).containsExactly("\"int\"", "1", "2", "\"string\"", "x", "");
    }
}
