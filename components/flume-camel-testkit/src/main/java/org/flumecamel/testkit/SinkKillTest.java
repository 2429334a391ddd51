/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process that writes to a sink of files all the time, or to several, is killed, again and again. Each sends batches of
 * numbered lines and saves how far they are acknowledged by all; the next one goes on from there. A sink that writes lines
 * extends it.
 */
public abstract class SinkKillTest {

    private static final int BATCH = 2000;

    @TempDir
    private Path directory;

    private final List<Process> processes = new ArrayList<>();

    /** The URIs of the sinks, with options that let them begin new files often. */
    protected abstract List<String> sinkUris(Path out);

    /** The lines of all files of a sink, in any order; one without line feed with something before it. */
    protected abstract List<String> lines(Path out, int sink) throws IOException;

    /** How many times the process is killed. */
    protected int kills() {
        return 5;
    }

    /** How many batches a process sends at most before it is killed. */
    protected int mostBatches() {
        return 60;
    }

    /** Writes numbered lines to sinks until it is killed or has got to a number. */
    public static void main(String[] args) throws Exception {
        Path acknowledged = Path.of(args[1]);
        long next = acknowledged(acknowledged);
        long end = Long.parseLong(args[2]);
        CamelContext context = new DefaultCamelContext();
        context.start();
        ProducerTemplate template = context.createProducerTemplate();
        System.out.println("ready");
        while (next < end) {
            EventBatch batch = batch(next, (int) Math.min(BATCH, end - next));
            for (String sink : args[0].split("\n")) {
                template.sendBody(sink, batch);
            }
            next += batch.size();
            // replaced as a whole, as sources do with their positions
            Path fresh = Files.writeString(acknowledged.resolveSibling("fresh"), Long.toString(next));
            Files.move(fresh, acknowledged, StandardCopyOption.ATOMIC_MOVE);
        }
        context.stop();
    }

    private static long acknowledged(Path file) throws IOException {
        return Files.exists(file) ? Long.parseLong(Files.readString(file)) : 0;
    }

    private static String line(long number) {
        return number + " " + "x".repeat((int) (number * 31 % 300)) + " " + number;
    }

    /** Slices of one array with a line feed between them, as sources of lines make them. */
    private static EventBatch batch(long from, int count) {
        ByteBuffer block = ByteBuffer.allocate(count * 350);
        Headers headers = Headers.of("timestamp", Long.toString(System.currentTimeMillis()));
        int[] ends = new int[count];
        for (int i = 0; i < count; i++) {
            block.put(line(from + i).getBytes(StandardCharsets.US_ASCII));
            ends[i] = block.position();
            block.put((byte) '\n');
        }
        EventBatch.Builder batch = new EventBatch.Builder(count);
        for (int i = 0; i < count; i++) {
            int start = i == 0 ? 0 : ends[i - 1] + 1;
            batch.add(Event.slice(headers, block.array(), start, ends[i] - start, 0));
        }
        return batch.build();
    }

    private Process start(Path out, Path acknowledged, long end) throws IOException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
            "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), SinkKillTest.class.getName(),
            String.join("\n", sinkUris(out)), acknowledged.toString(), Long.toString(end))
            .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        processes.add(process);
        BufferedReader stdout = new BufferedReader(new InputStreamReader(process.getInputStream()));
        for (String line = stdout.readLine(); !"ready".equals(line); line = stdout.readLine()) {
            assertThat(line).as("the writer is alive").isNotNull();
        }
        return process;
    }

    @AfterEach
    void endProcesses() throws Exception {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void aKilledProcessLosesNothingAndLeavesNoTornLine() throws Exception {
        Path out = Files.createDirectory(directory.resolve("out"));
        Path position = directory.resolve("acknowledged");
        for (int i = 0; i < kills(); i++) {
            Process writer = start(out, position, Long.MAX_VALUE);
            long enough = acknowledged(position) + BATCH * ThreadLocalRandom.current().nextLong(2, mostBatches());
            FlumeTestSupport.await().until(() -> acknowledged(position) >= enough);
            // at any moment, not only behind an acknowledgement
            Thread.sleep(ThreadLocalRandom.current().nextInt(200));
            writer.destroyForcibly().waitFor();
        }
        long end = acknowledged(position) + BATCH;
        assertThat(start(out, position, end).waitFor()).isZero();
        for (int sink = 0; sink < sinkUris(out).size(); sink++) {
            check(sinkUris(out).get(sink), lines(out, sink), end);
        }
    }

    private void check(String sink, List<String> found, long end) {
        Map<Long, Integer> times = new HashMap<>();
        for (String line : found) {
            int blank = line.indexOf(' ');
            assertThat(line).as("a whole line").matches("\\d+ x* \\d+");
            long number = Long.parseLong(line.substring(0, blank));
            assertThat(line).isEqualTo(line(number));
            times.merge(number, 1, Integer::sum);
        }
        assertThat(times.size()).as("all lines, once or more, of %s", sink).isEqualTo((int) end);
        assertThat(found.size() - times.size()).as("lines twice").isLessThanOrEqualTo(kills() * BATCH);
        System.out.println(sink + ", " + kills() + " kills: " + end + " lines, " + (found.size() - times.size())
                           + " of them twice");
    }
}
