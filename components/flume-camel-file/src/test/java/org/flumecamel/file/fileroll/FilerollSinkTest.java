/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.fileroll;

import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.apache.camel.spi.Registry;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.Headers;
import org.flumecamel.core.counter.Counters;
import org.flumecamel.core.counter.SinkCounter;
import org.flumecamel.core.path.OpenFiles;
import org.flumecamel.core.serializer.SerializedEnding;
import org.flumecamel.testkit.BreakableSerializer;
import org.flumecamel.testkit.FlumeTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FilerollSinkTest extends FlumeTestSupport {

    @TempDir
    private Path directory;

    private final BreakableSerializer serializer = new BreakableSerializer();

    @Override
    protected void bindToRegistry(Registry registry) throws Exception {
        super.bindToRegistry(registry);
        registry.bind("breakable", serializer);
    }

    private void sink(String options) throws Exception {
        routes(route("sink", "direct:in", "noErrorHandler: {}",
            "- to: \"flume-fileroll:k1?directory=" + directory + options + "\""));
    }

    private Exchange send(EventBatch batch) {
        return context.createFluentProducerTemplate().to("direct:in").withBody(batch).send();
    }

    private SinkCounter counter() {
        return Counters.of(context).sink("k1");
    }

    private List<String> names() throws Exception {
        return WrittenFiles.in(directory).stream().map(path -> path.getFileName().toString()).toList();
    }

    @Test
    void makesNoFileBeforeTheFirstEventAndLeavesOnlyFilesAtStop() throws Exception {
        sink("");
        send(EventBatch.EMPTY);
        assertThat(names()).isEmpty();
        send(numbers(0, 3));
        assertThat(names()).singleElement().asString().matches("\\d{13}-1");
        context.stop();
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).hasSize(1);
        }
        assertThat(WrittenFiles.texts(directory)).containsExactly("0", "1", "2");
    }

    @Test
    void beginsANewFileWhenTheIntervalIsOver() throws Exception {
        sink("&rollInterval=1");
        send(numbers(0, 1));
        send(numbers(1, 2));
        await().until(() -> counter().getConnectionClosedCount() == 1);
        send(numbers(2, 3));
        assertThat(names()).hasSize(2);
        assertThat(names().get(1)).endsWith("-2").startsWith(names().get(0).replaceFirst("-1$", ""));
        assertThat(Files.readString(WrittenFiles.in(directory).get(0))).isEqualTo("0\n1\n");
        assertThat(Files.readString(WrittenFiles.in(directory).get(1))).isEqualTo("2\n");
    }

    @Test
    void doesNotRollWithoutAnInterval() throws Exception {
        sink("&rollInterval=0");
        send(numbers(0, 1));
        send(numbers(1, 2));
        assertThat(names()).hasSize(1);
        assertThat(counter().getConnectionClosedCount()).isZero();
        assertThat(counter().getConnectionCreatedCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({ "DEFAULT,\\d{13}", "ROLLTIME,20\\d{12}" })
    void namesFilesAsThePathManagerSays(String pathManager, String time) throws Exception {
        sink("&pathManager=" + pathManager + "&pathManager.prefix=web.&pathManager.extension=log");
        send(numbers(0, 1));
        assertThat(names()).singleElement().asString().matches("web\\." + time + "-1\\.log");
    }

    @Test
    void writesHeadersIfAsked() throws Exception {
        sink("&serializer=HEADER_AND_TEXT&serializer.appendNewline=false");
        send(EventBatch.of(Event.of(Headers.of("a", "b"), "one".getBytes()), Event.of("two")));
        assertThat(Files.readString(WrittenFiles.in(directory).get(0))).isEqualTo("{a=b} one{} two");
    }

    @Test
    void isOnDiskAfterEachBatchWithSync() throws Exception {
        sink("&sync=true");
        send(numbers(0, 100));
        assertThat(WrittenFiles.texts(directory)).isEqualTo(texts(0, 100));
    }

    @Test
    void neverTouchesAFileThatIsThere() throws Exception {
        FileNames names = new FileNames(FilerollEndpoint.PathManager.DEFAULT, Map.of(),
            Clock.fixed(Instant.ofEpochMilli(1_700_000_000_000L), ZoneOffset.UTC));
        Path taken = Files.writeString(directory.resolve(names.next()), "mine");
        assertThatThrownBy(() -> new RolledFile(taken, null, null, false))
            .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(taken).hasContent("mine");
    }

    @Test
    void takesTheNextNumberWhereAFileIsThere() throws Exception {
        sink("&rollInterval=1");
        send(numbers(0, 1));
        Path first = WrittenFiles.in(directory).get(0);
        Path second = first.resolveSibling(first.getFileName().toString().replaceFirst("-1$", "-2"));
        Files.writeString(second, "mine\n");
        await().until(() -> counter().getConnectionClosedCount() == 1);
        send(numbers(1, 2));
        assertThat(names()).hasSize(3);
        assertThat(WrittenFiles.texts(directory)).containsExactly("0", "mine", "1");
    }

    @Test
    void takesBackWhatAFailedBatchLeft() throws Exception {
        sink("&serializer=#breakable&rollInterval=0");
        send(numbers(0, 10));
        serializer.breakAt(event -> event.bodyAsString(StandardCharsets.UTF_8).equals("1005"));
        assertThat(send(numbers(1000, 1010)).getException()).hasMessageContaining("k1").hasMessageContaining("sent again")
            .hasMessageContaining("No space left on device");
        assertThat(WrittenFiles.texts(directory)).isEqualTo(texts(0, 10));
        assertThat(counter().getConnectionFailedCount()).isEqualTo(1);
        serializer.repair();
        assertThat(send(numbers(1000, 1010)).getException()).isNull();
        assertThat(names()).hasSize(2);
        assertThat(Files.readString(WrittenFiles.in(directory).get(1))).startsWith("1000\n").endsWith("1009\n");
    }

    @Test
    void aFileWhoseFirstBatchFailsIsRemoved() throws Exception {
        sink("&serializer=#breakable");
        serializer.breakAt(event -> true);
        assertThat(send(numbers(0, 10)).getException()).isNotNull();
        assertThat(names()).isEmpty();
    }

    @Test
    void goesOnWhenTheDirectoryIsRemoved() throws Exception {
        sink("&rollInterval=1");
        send(numbers(0, 1));
        await().until(() -> counter().getConnectionClosedCount() == 1);
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        assertThat(send(numbers(1, 2)).getException()).isNull();
        assertThat(WrittenFiles.texts(directory)).containsExactly("1");
    }

    @Test
    void cutsOffWhatACrashedProcessDidNotFinish() throws Exception {
        try (OpenFiles crashed = OpenFiles.claim(directory, "flume-fileroll-k1")) {
            for (String name : List.of("1-1", "2-1", "3-1", "4-1")) {
                crashed.opening(name, name, "3-1".equals(name) ? SerializedEnding.UNKNOWN : SerializedEnding.LINES);
            }
        }
        Files.writeString(directory.resolve("1-1"), "one\ntwo\nthr");
        Files.writeString(directory.resolve("2-1"), "on");
        Files.writeString(directory.resolve("3-1"), "one{two");
        Files.writeString(directory.resolve("5-1"), "somebody else's");
        sink("");
        assertThat(names()).containsExactly("1-1", "3-1", "5-1");
        assertThat(directory.resolve("1-1")).hasContent("one\ntwo\n");
        assertThat(directory.resolve("3-1")).hasContent("one{two");
        assertThat(directory.resolve("5-1")).hasContent("somebody else's");
    }

    @Test
    void twoSinksOfOneNameShareADirectory() throws Exception {
        sink("");
        routes(route("other", "direct:other", "noErrorHandler: {}",
            "- to: \"flume-fileroll:k1?directory=" + directory + "&rollInterval=0\""));
        send(numbers(0, 10));
        context.createFluentProducerTemplate().to("direct:other").withBody(numbers(10, 20)).send();
        context.stop();
        assertThat(WrittenFiles.texts(directory)).containsExactlyInAnyOrderElementsOf(texts(0, 20));
    }

    @ParameterizedTest
    @CsvSource({ "'',directory is missing", "'?directory=/x&rollInterval=-1',rollInterval must be a number",
        "'?directory=/proc/nowhere',cannot be made or written to", "'?directory=target/x&serializer=NONSENSE',must be TEXT",
        "'?directory=target/x&pathManager.suffix=x',pathManager.suffix is unknown",
        "'?directory=target/x&pathManager.prefix=a/b',must not have slashes",
        "'?directory=target/x&batchSize=3',has no option batchSize" })
    void wrongOptionsStopTheStart(String options, String message) {
        assertThatThrownBy(() -> routes(route("sink", "direct:in", "noErrorHandler: {}",
            "- to: \"flume-fileroll:k1" + options + "\""))).hasStackTraceContaining(message);
    }
}
