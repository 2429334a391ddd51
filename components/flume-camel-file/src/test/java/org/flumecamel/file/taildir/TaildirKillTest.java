/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.flumecamel.core.BatchOrigin;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.EventBatches;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process that tails files into something like a durable channel is killed again and again, while the files grow and are
 * rotated. Each put is one write of its id and its lines; what has an id that was there before is what a broker suppresses.
 */
class TaildirKillTest {

    private static final int KILLS = Integer.getInteger("flumecamel.kills", 4);
    private static final long SEED = Long.getLong("flumecamel.seed", System.nanoTime());

    @TempDir
    private Path directory;
    private final List<Process> processes = new ArrayList<>();

    /** Tails until it is killed. */
    public static void main(String[] args) throws Exception {
        Path channel = Path.of(args[0], "channel");
        dropTornEnd(channel);
        try (FileOutputStream out = new FileOutputStream(channel.toFile(), true); Tail tail = new Tail(Path.of(args[0]))) {
            tail.matching("app[.]log.*").with("batchSize", args[1]).with("writePosInterval", 5);
            tail.to(exchange -> put(exchange, out));
            tail.start();
            System.out.println("ready");
            System.in.read();
        }
    }

    private static void dropTornEnd(Path channel) throws IOException {
        if (Files.exists(channel)) {
            String text = Files.readString(channel);
            try (RandomAccessFile file = new RandomAccessFile(channel.toFile(), "rw")) {
                file.setLength(text.lastIndexOf('\n') + 1);
            }
        }
    }

    private static void put(Exchange exchange, FileOutputStream out) throws IOException {
        EventBatch batch = EventBatches.from(exchange);
        StringBuilder put = new StringBuilder(BatchOrigin.of(exchange).putId("c1", batch));
        for (Event event : batch) {
            put.append('\t').append(event.bodyAsString(StandardCharsets.UTF_8));
        }
        out.write(put.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }

    private void start(int batchSize) throws IOException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
            "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), TaildirKillTest.class.getName(),
            directory.toString(), Integer.toString(batchSize)).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        processes.add(process);
        BufferedReader stdout = new BufferedReader(new InputStreamReader(process.getInputStream()));
        for (String line = stdout.readLine(); !"ready".equals(line); line = stdout.readLine()) {
            assertThat(line).as("the process is alive").isNotNull();
        }
    }

    @AfterEach
    void endProcesses() throws Exception {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
    }

    private long channelSize() throws IOException {
        Path channel = directory.resolve("channel");
        return Files.exists(channel) ? Files.size(channel) : 0;
    }

    @Test
    void nothingIsLostAndNothingIsPutTwice() throws Exception {
        Random random = new Random(SEED);
        Writer writer = new Writer(directory, random.nextLong());
        CompletableFuture<Void> writing = CompletableFuture.runAsync(writer);
        for (int i = 0; i < KILLS; i++) {
            start(1 + random.nextInt(40));
            long enough = channelSize() + random.nextInt(100_000);
            Tail.await().until(() -> channelSize() > enough);
            Process process = processes.get(i);
            process.destroyForcibly().waitFor();
        }
        writer.stop = true;
        writing.join();
        start(10);
        Tail.await().untilAsserted(() -> assertThat(missing(writer.lines).limit(5)).as("lost").isEmpty());

        Map<String, String> puts = new HashMap<>();
        List<String> delivered = new ArrayList<>();
        int suppressed = 0;
        for (String put : Files.readAllLines(directory.resolve("channel"))) {
            int tab = put.indexOf('\t');
            String before = puts.put(put.substring(0, tab), put);
            if (before == null) {
                delivered.addAll(List.of(put.substring(tab + 1).split("\t")));
            } else {
                suppressed++;
                assertThat(put).as("what has the same id").isEqualTo(before);
            }
        }
        System.out.println("seed " + SEED + ": " + KILLS + " kills, " + delivered.size() + " lines, " + puts.size() + " puts, "
                           + suppressed + " suppressed");
        Map<String, Long> times = delivered.stream().collect(Collectors.groupingBy(line -> line, Collectors.counting()));
        assertThat(times.entrySet().stream().filter(line -> line.getValue() > 1).limit(5)).as("put twice").isEmpty();
        assertThat(delivered).hasSize(writer.lines.size());
    }

    /** Those of some lines that are in no put. */
    private Stream<String> missing(List<String> lines) throws IOException {
        Set<String> put = Files.readAllLines(directory.resolve("channel")).stream().flatMap(one -> Stream.of(one.split("\t")))
            .collect(Collectors.toSet());
        return lines.stream().filter(line -> !put.contains(line));
    }

    /** Appends lines to a file and rotates it now and then. */
    private static final class Writer implements Runnable {
        private final Path directory;
        private final Random random;
        private final List<String> lines = new ArrayList<>();
        private volatile boolean stop;

        Writer(Path directory, long seed) {
            this.directory = directory;
            this.random = new Random(seed);
        }

        @Override
        public void run() {
            try {
                Tail files = new Tail(directory);
                for (int rotation = 0; !stop; rotation++) {
                    for (int i = 0; i < 300 && !stop; i++) {
                        StringBuilder text = new StringBuilder();
                        for (int j = random.nextInt(20); j >= 0; j--) {
                            String line = lines.size() + " " + "x".repeat(random.nextInt(80));
                            lines.add(line);
                            text.append(line).append('\n');
                        }
                        files.append(random.nextBoolean() ? "app.log" : "app.log.other", text.toString());
                        LockSupport.parkNanos(2_000_000);
                    }
                    files.rename("app.log", "app.log." + rotation);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
