/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.PermanentDeliveryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HdfsPathTest extends HdfsTestSupport {

    private static final String NOON = "1772712000000";

    @Test
    void eventsGoToTheBucketsOfTheirTimeAndHeaders() throws Exception {
        sink("/%{app}/%Y-%m-%d", "timeZone: UTC", "filePrefix: '%{host}'", "fileSuffix: .log");
        send(event("one", "app", "web", "timestamp", NOON, "host", "n1"),
            event("two", "app", "db", "timestamp", NOON, "host", "n1"),
            event("three", "app", "web", "timestamp", NOON, "host", "n2"),
            event("four", "app", "web", "timestamp", NOON, "host", "n1"));
        context.stop();
        assertThat(names()).hasSize(3);
        assertThat(names().get(0)).matches("db/2026-03-05/n1\\.\\d{13}\\.log");
        assertThat(names().get(1)).matches("web/2026-03-05/n1\\.\\d{13}\\.log");
        assertThat(names().get(2)).matches("web/2026-03-05/n2\\.\\d{13}\\.log");
        assertThat(lines()).containsExactly("two", "one", "four", "three");
    }

    @Test
    void timesAreRoundedAsAsked() throws Exception {
        sink("/%H%M", "timeZone: Asia/Kolkata", "round: true", "roundValue: 10", "roundUnit: minute");
        send(event("one", "timestamp", "1772712599999"));
        context.stop();
        assertThat(names()).singleElement().asString().startsWith("1730/FlumeData.");
    }

    @Test
    void theTimeOfTheSinkIsUsedIfAsked() throws Exception {
        sink("/%Y", "useLocalTimeStamp: true");
        send(event("one"));
        assertThat(names()).singleElement().asString().matches("20\\d\\d/FlumeData\\.\\d+\\.tmp");
    }

    @Test
    void anEventWithoutTimeIsRefusedAndTheOthersAreDelivered() throws Exception {
        sink("/%Y", "timeZone: UTC");
        Exchange exchange = send(event("one", "timestamp", NOON), event("none"), event("two", "timestamp", NOON),
            event("odd", "timestamp", "noon"), event("three", "timestamp", NOON));
        assertThat(exchange.getException()).isInstanceOf(PermanentDeliveryException.class).hasMessageContaining("timestamp");
        List<PermanentDeliveryException.Rejected> rejected =
            ((PermanentDeliveryException) exchange.getException()).rejected();
        assertThat(texts(EventBatch.of(rejected.stream().map(PermanentDeliveryException.Rejected::event).toList())))
            .containsExactly("none", "odd");
        assertThat(lines()).containsExactly("one", "two", "three");
    }

    @ParameterizedTest
    @CsvSource({ "../../../../../../tmp/x", "/etc", "..", ".", "''", "a/b" })
    void headersDoNotLeadOut(String value) throws Exception {
        Path base = Files.createDirectory(directory.resolve("base"));
        sink("/base/%{app}/%{app}%{app}", "filePrefix: '%{app}'");
        assertThat(send(event("one", "app", value)).getException()).isNull();
        context.stop();
        assertThat(BucketFiles.texts(base)).containsExactly("one");
        try (Stream<Path> list = Files.list(directory)) {
            assertThat(list).containsExactly(base);
        }
    }

    @Test
    void anyCharactersOfAPathAreKept() throws Exception {
        sink("/+ # ? { } [ ] | ^ , ; 100%% %{x}", "filePrefix: 'a:b+c d%%'");
        assertThat(send(event("one", "x", "ö ?#")).getException()).isNull();
        context.stop();
        assertThat(names()).singleElement().asString().startsWith("+ # ? { } [ ] | ^ , ; 100% ").contains("/a:b+c d%.");
    }

    @Test
    void aPlainPathIsLocalAndMayBeALink() throws Exception {
        Files.createSymbolicLink(directory.resolve("link"), Files.createDirectory(directory.resolve("real")));
        routes(route("sink", "direct:in", "noErrorHandler: {}", "- to: \"flume-hdfs:k1?path=" + directory + "/link\""));
        send(event("one"));
        assertThat(names()).singleElement().asString().startsWith("real/FlumeData.").endsWith(".tmp");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = { "path: '';path is missing", "path: '%{a}/x';that has no escape sequence",
        "path: '/x/%{a}/../y';step upwards (..)", "path: /proc/x;cannot be made or written to",
        "fileType: Parquet;Error binding property (fileType=Parquet)",
        "fileType: DataStream, codeC: gzip;leave codeC out", "fileType: CompressedStream;needs a codeC",
        "fileType: CompressedStream, codeC: none;needs a codeC",
        "codeC: rar;codeC must be one of none, bzip2, default, deflate, gzip, lz4, snappy, zstandard",
        "fileType: SequenceFile, writeFormat: Avro;writeFormat must be Writable", "rollSize: -1;rollSize must not be below 0",
        "maxOpenFiles: 0;maxOpenFiles must be above 0", "round: true, roundValue: 61;must be from 1 to 60",
        "roundUnit: day;Error binding property (roundUnit=day)", "timeZone: Mars;must be the id of a time zone",
        "filePrefix: a/b;filePrefix is a part of a name", "serializer: X;serializer must be TEXT",
        "batchSize: 1;has no option batchSize", "path: '/x/%[me]';there are %[localhost]" })
    void wrongOptionsStopTheStart(String options, String message) {
        String path = options.startsWith("path") ? "" : ", path: " + directory;
        assertThatThrownBy(() -> routes(route("sink", "direct:in", "noErrorHandler: {}",
            "- to: { uri: flume-hdfs:k1, parameters: {" + options + path + "} }"))).hasStackTraceContaining(message);
    }
}
