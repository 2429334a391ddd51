/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;
import org.flumecamel.channel.deadletter.DeadLetterFile;
import org.flumecamel.channel.deadletter.DeadLetterFolder;
import org.flumecamel.channel.deadletter.ReplayMarks;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.EventBatches;
import org.flumecamel.core.PermanentDeliveryException;
import org.flumecamel.core.SinkDelivery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeadLetterReplayTest extends DeadLetterTestSupport {

    private static final String SINK = "class:" + Sink.class.getName();

    @BeforeEach
    void reset() {
        Sink.BATCHES.clear();
        Sink.failAt = -1;
        Sink.refuseAt = -1;
    }

    private Path again() {
        return home.resolve("again");
    }

    /** A dead letter keeps all of an event, so what comes to one can be compared. */
    private String toAgain() {
        return "flume-deadletter:again?directory=" + again();
    }

    @Test
    void sendsEverythingWithItsBytesAndHeaders() throws IOException {
        byte[] bytes = new byte[300];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        Map<String, String> headers = Map.of("n", "7", "CamelFileName", "../../x", "\u00fc", "\n");
        write("deadletter-1000.avro", List.of(letter(Event.of(headers, bytes), "r", 1)));

        assertThat(run("replay", "--to", toAgain())).isZero();

        assertThat(out).isEqualTo("1 event sent to " + toAgain() + "\n"
                                  + "  deadletter-1000.avro is now deadletter-1000.avro.replayed\n");
        new DeadLetterFolder(again()).files("again").get(0).read((id, letter) -> {
            assertThat(letter.event().headers()).isEqualTo(headers);
            assertThat(letter.event().body()).isEqualTo(bytes);
            return true;
        });
        assertThat(folder.resolve("deadletter-1000.avro")).doesNotExist();
        assertThat(folder.resolve("deadletter-1000.avro.marks")).doesNotExist();
    }

    /** The beans of the files that are there still apply. */
    @Test
    void routeFilesThatAreMissingDoNotMatter() throws IOException {
        Files.writeString(home.resolve("there.yaml"),
                "- beans:\n    - name: sink\n      type: " + Sink.class.getName() + "\n");
        String files = "file:" + home.resolve("gone.yaml") + ", file:" + home.resolve("there.yaml");
        Files.writeString(home.resolve("config/application.properties"),
                "camel.main.routesIncludePattern = " + files + "\n", StandardOpenOption.APPEND);
        write("deadletter-1000.avro", 0, 10);
        assertThat(run("replay", "--to", "bean:sink")).as(() -> err).isZero();
        assertThat(Sink.numbers()).isEqualTo(range(0, 10));
    }

    @Test
    void sendsInOrderAndInBatches() throws IOException {
        write("deadletter-1000.avro", 0, 10);
        write("deadletter-2000.avro", 10, 14);
        assertThat(run("replay", "--to", SINK, "--batch-size", "4")).isZero();
        assertThat(Sink.numbers()).isEqualTo(range(0, 14));
        assertThat(Sink.BATCHES).extracting(EventBatch::size).containsExactly(4, 4, 2, 4);
    }

    @Test
    void aSecondReplayFindsNothing() throws IOException {
        write("deadletter-1000.avro", 0, 10);
        assertThat(run("replay", "--to", SINK, "--after", "keep")).isZero();
        assertThat(run("list")).isZero();
        assertThat(out).contains("10 events (10 replayed)");
        assertThat(run("replay", "--to", SINK)).isZero();
        assertThat(out).startsWith("There is nothing to send in " + folder + "\n")
                .endsWith("deadletter-1000.avro is now deadletter-1000.avro.replayed\n");
        assertThat(Sink.numbers()).isEqualTo(range(0, 10));
        assertThat(run("list")).isZero();
        assertThat(out).contains("No dead letters in", "Files that were replayed", "with the ending .replayed: 1");
    }

    @Test
    void filesMayBeDeletedAfterwards() throws IOException {
        write("deadletter-1000.avro", 0, 10);
        assertThat(run("replay", "--to", SINK, "--after", "delete")).isZero();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aDryRunChangesNothing() throws IOException {
        Path file = write("deadletter-1000.avro", 0, 10);
        assertThat(run("replay", "--to", SINK, "--dry-run", "--reason", "odd")).isZero();
        assertThat(out).isEqualTo("5 events of " + folder + " would be sent to " + SINK + "\n");
        assertThat(Sink.BATCHES).isEmpty();
        assertThat(folder).isDirectoryContaining(file::equals).isDirectoryNotContaining("glob:**.marks");
    }

    @Test
    void aFilteredReplayLeavesTheRestForAnother() throws IOException {
        write("deadletter-1000.avro", 0, 10);
        assertThat(run("replay", "--to", SINK, "--reason", "odd")).isZero();
        assertThat(Sink.numbers()).containsExactly(1, 3, 5, 7, 9);
        assertThat(folder.resolve("deadletter-1000.avro")).exists();
        assertThat(run("replay", "--to", SINK)).isZero();
        assertThat(Sink.numbers()).containsExactly(1, 3, 5, 7, 9, 0, 2, 4, 6, 8);
        assertThat(folder.resolve("deadletter-1000.avro.replayed")).exists();
    }

    @Test
    void theLimitIsKept() throws IOException {
        write("deadletter-1000.avro", 0, 10);
        assertThat(run("replay", "--to", SINK, "--limit", "7", "--batch-size", "4")).isZero();
        assertThat(Sink.numbers()).isEqualTo(range(0, 7));
        assertThat(run("replay", "--to", SINK)).isZero();
        assertThat(Sink.numbers()).isEqualTo(range(0, 10));
    }

    @Test
    void aFailureEndsItAndTheNextReplayGoesOnThere() throws IOException {
        write("deadletter-1000.avro", 0, 10);
        Sink.failAt = 6;
        assertThat(run("replay", "--to", SINK, "--batch-size", "4")).isEqualTo(ExitCode.FAILED);
        assertThat(out).startsWith("6 events sent to");
        assertThat(err).contains("fails; 4 events not sent, still here: ", "it is down");
        Sink.failAt = -1;
        assertThat(run("replay", "--to", SINK)).isZero();
        assertThat(Sink.numbers()).as("what the sink had of the broken batch is not repeated").isEqualTo(range(0, 10));
    }

    @Test
    void whatIsRefusedAgainStays() throws IOException {
        Path file = write("deadletter-1000.avro", 0, 10);
        Sink.refuseAt = 3;
        assertThat(run("replay", "--to", SINK)).isEqualTo(ExitCode.FAILED);
        assertThat(err).contains("1 event refused by " + SINK + " for good; still here");
        assertThat(ReplayMarks.of(DeadLetterFile.at(file)).size()).isEqualTo(9);
        Sink.refuseAt = -1;
        assertThat(run("replay", "--to", SINK)).isZero();
        assertThat(Sink.numbers()).containsExactly(0, 1, 2, 4, 5, 6, 7, 8, 9, 3);
    }

    @Test
    void aFileThatAnAgentWritesIsKept() throws IOException {
        Path path = write("deadletter-1000.avro", 0, 9);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.lock();
            assertThat(run("replay", "--to", SINK)).isZero();
        }
        assertThat(out).contains("deadletter-1000.avro is kept: an agent is writing it");
        assertThat(path).exists();
        assertThat(run("replay", "--to", SINK)).isZero();
        assertThat(Sink.numbers()).isEqualTo(range(0, 9));
    }

    @Test
    void aDamagedFileIsKept() throws IOException {
        Path path = write("deadletter-1000.avro", 0, 9);
        byte[] bytes = Files.readAllBytes(path);
        Files.write(path, Arrays.copyOf(bytes, bytes.length - 5));
        assertThat(run("replay", "--to", SINK)).isZero();
        assertThat(out).contains("6 events sent", "cannot be read", "it is kept");
        assertThat(Sink.numbers()).isEqualTo(range(0, 6));
        assertThat(path).exists();
    }

    @Test
    void twoReplaysAtOnce() throws IOException {
        Path path = write("deadletter-1000.avro", 0, 9);
        try (ReplayMarks marks = ReplayMarks.open(DeadLetterFile.at(path))) {
            assertThat(run("replay", "--to", SINK)).isEqualTo(ExitCode.FAILED);
            assertThat(err).contains("Another replay is at work on " + path);
            assertThat(marks.size()).isZero();
        }
        assertThat(Sink.BATCHES).isEmpty();
    }

    @Test
    void channelsInMemoryAreRefused() throws IOException {
        write("deadletter-1000.avro", 0, 9);
        assertThat(run("replay", "--to", "flume-channel:seda:c1")).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(err).contains("is a channel in memory");
        String hidden = "flume-selector:replicating?channels=flume-channel:seda:c1";
        assertThat(run("replay", "--to", hidden)).isEqualTo(ExitCode.FAILED);
        assertThat(err).contains("channel c1 has the events in memory only");
        assertThat(run("replay", "--to", SINK)).isZero();
        assertThat(Sink.numbers()).isEqualTo(range(0, 9));
    }

    @Test
    void wrongTargets() throws IOException {
        write("deadletter-1000.avro", 0, 9);
        assertThat(run("replay", "--to", "flume-fileroll:x?directry=/tmp")).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(err).contains("directry");
        assertThat(run("replay")).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(run("replay", "--to", SINK, "--batch-size", "0")).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(numbers(folder)).isEqualTo(range(0, 9));
    }

    @Test
    void theBeansOfTheRouteFilesAreThereAndTheirRoutesAreNot() throws IOException {
        write("deadletter-1000.avro", 0, 9);
        Files.writeString(home.resolve("config/application.properties"), """
                camel.component.flume-deadletter.directory = {{flume.home}}/letters
                camel.main.routesIncludePattern = file:{{flume.home}}/routes/*.yaml
                """);
        Files.createDirectories(home.resolve("routes"));
        Files.writeString(home.resolve("routes/a.yaml"), """
                - beans:
                    - name: sink
                      type: %s
                - route:
                    id: busy
                    from:
                      uri: file:%s
                      steps:
                        - to:
                            uri: log:x
                """.formatted(Sink.class.getName(), home.resolve("watched")));
        assertThat(run("replay", "--to", "bean:sink")).isZero();
        assertThat(Sink.numbers()).isEqualTo(range(0, 9));
        assertThat(home.resolve("watched")).doesNotExist();
    }

    /** A sink as ours are, but for what a test tells it. */
    public static final class Sink {

        private static final List<EventBatch> BATCHES = new ArrayList<>();
        private static int failAt = -1;
        private static int refuseAt = -1;

        static List<Integer> numbers() {
            List<Integer> numbers = new ArrayList<>();
            BATCHES.forEach(batch -> batch.forEach(event -> numbers.add(Integer.parseInt(event.headers().get("n")))));
            return numbers;
        }

        public void take(Exchange exchange) throws Exception {
            SinkDelivery delivery = SinkDelivery.of(exchange, this);
            EventBatch batch = EventBatches.from(exchange);
            List<Event> taken = new ArrayList<>();
            try {
                for (int i = 0; i < batch.size(); i++) {
                    int number = Integer.parseInt(batch.get(i).headers().get("n"));
                    if (number == failAt) {
                        throw new IOException("it is down");
                    }
                    if (number == refuseAt) {
                        delivery.reject(i, "refused again");
                    } else {
                        delivery.delivered(i);
                        taken.add(batch.get(i));
                    }
                }
            } finally {
                BATCHES.add(EventBatch.of(taken));
            }
            if (!delivery.rejected().isEmpty()) {
                throw new PermanentDeliveryException("The sink", delivery.rejected());
            }
            SinkDelivery.done(exchange, this);
        }
    }
}
