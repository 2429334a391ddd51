/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.format;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.serializer.EventSerializers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Random events in random batches with random flushes: whatever was flushed can be read back, wherever the process died then,
 * and what stands behind the last whole event is found.
 */
class FileFormatPropertyTest {

    private static final int FILES = 5;
    private static final int CUTS = 20;

    private final CamelContext context = new DefaultCamelContext();
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    static FileFormat format(CamelContext context, String uriOptions) {
        Map<String, String> options = new HashMap<>();
        for (String option : uriOptions.split("&")) {
            options.put(option.replaceFirst("=.*", ""), option.replaceFirst(".*?=", ""));
        }
        Map<String, String> ofSerializer = new HashMap<>();
        options.forEach((name, value) -> {
            if (name.startsWith("serializer.")) {
                ofSerializer.put(name.substring("serializer.".length()), value);
            }
        });
        return FileFormats.of(FileType.valueOf(options.get("fileType")),
            EventSerializers.of(context, options.getOrDefault("serializer", "TEXT"), ofSerializer),
            options.getOrDefault("writeFormat", "Writable"), options.get("codeC"), context, new Configuration(false));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsFlushedCanBeReadWhereverTheFileEnds(Written written) throws Exception {
        FileFormat format = format(context, written.options());
        // Hadoop's bzip2 is slow
        for (int i = written.name().contains("BZIP2") ? FILES - 1 : 0; i < FILES; i++) {
            List<byte[]> bodies = new ArrayList<>();
            TreeMap<Integer, Integer> flushed = new TreeMap<>(Map.of(0, 0));
            byte[] file = write(written, format, bodies, flushed);
            assertBodies(written, file, bodies, bodies.size());
            for (int cut = 0; cut < CUTS; cut++) {
                checkCut(written, format, file, random.nextInt(file.length + 1), bodies, flushed);
            }
            for (int end : flushed.keySet()) {
                checkCut(written, format, file, end, bodies, flushed);
            }
        }
    }

    /** A batch that is larger than what a thread compresses by itself. */
    @Test
    void aLargeBatchMakesPiecesThatEndWithAnEvent() throws Exception {
        assumeThat(Runtime.getRuntime().availableProcessors()).isGreaterThan(1);
        FileFormat format = format(context, Written.GZIP.options());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FSDataOutputStream out = new FSDataOutputStream(bytes, null);
        FileBody body = format.open(out);
        List<byte[]> bodies = IntStream.range(0, 2000).mapToObj(i -> ("line " + i + "x".repeat(150)).getBytes()).toList();
        body.append(EventBatch.of(bodies.stream().map(Event::of).toList()));
        body.flush();
        out.flush();
        byte[] torn = Arrays.copyOf(bytes.toByteArray(), bytes.size() - 1);
        long whole = format.ending().wholeLength(new ByteArrayInputStream(torn));
        assertThat(whole).isPositive();
        assertBodies(Written.GZIP, Arrays.copyOf(torn, (int) whole), bodies, 500);
        body.release();
    }

    /** A file; the map says how many events were flushed at which length. */
    private byte[] write(Written written, FileFormat format, List<byte[]> bodies, Map<Integer, Integer> flushed)
        throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FSDataOutputStream out = new FSDataOutputStream(bytes, null);
        FileBody body = format.open(out);
        int batches = 1 + random.nextInt(12);
        for (int i = 0; i < batches; i++) {
            EventBatch batch = batch(written);
            body.append(batch);
            batch.forEach(event -> bodies.add(event.body()));
            if (random.nextInt(3) > 0) {
                body.flush();
                out.flush();
                flushed.put(bytes.size(), bodies.size());
            }
        }
        body.finish();
        out.flush();
        flushed.put(bytes.size(), bodies.size());
        body.release();
        body.release();
        assertThat(bytes.size()).as("nothing is written after the end").isEqualTo(flushed.keySet().stream()
            .max(Integer::compare).orElseThrow());
        return bytes.toByteArray();
    }

    private EventBatch batch(Written written) {
        List<Event> events = new ArrayList<>();
        int count = 1 + random.nextInt(random.nextInt(20) == 0 ? 3000 : 40);
        for (int i = 0; i < count; i++) {
            byte[] body = new byte[random.nextInt(500) == 0 ? 100_000 + random.nextInt(400_000) : random.nextInt(200)];
            boolean noise = random.nextBoolean();
            for (int at = 0; at < body.length; at++) {
                body[at] = (byte) (noise ? random.nextInt() : 'a' + at % 7);
                if (body[at] == '\n' && !written.carriesLineFeeds()) {
                    body[at] = ' ';
                }
            }
            events.add(random.nextBoolean() ? Event.of(Map.of("timestamp", "1772712000000", "h", "v" + i % 3), body)
                : Event.of(body));
        }
        return EventBatch.of(events);
    }

    private void checkCut(Written written, FileFormat format, byte[] file, int cut, List<byte[]> bodies,
        TreeMap<Integer, Integer> flushed) throws IOException {
        byte[] torn = Arrays.copyOf(file, cut);
        long whole = format.ending().wholeLength(new LikeALocalFile(torn));
        Map.Entry<Integer, Integer> safe = flushed.floorEntry(cut);
        assertThat(whole).as("whole length of %s bytes, seed %s", cut, seed).isBetween((long) safe.getKey(), (long) cut);
        assertBodies(written, Arrays.copyOf(torn, (int) whole), bodies, safe.getValue());
    }

    /** The file has the first of some bodies, so many at least, and nothing else. */
    private void assertBodies(Written written, byte[] file, List<byte[]> bodies, int least) throws IOException {
        List<byte[]> read = written.bodies(file);
        assertThat(read.size()).as("events, seed %s", seed).isBetween(least, bodies.size());
        for (int i = 0; i < read.size(); i++) {
            assertThat(Arrays.equals(read.get(i), bodies.get(i))).as("event %s of %s, seed %s", i, read.size(), seed).isTrue();
        }
    }

    /** Skips beyond its end, as a stream of a local file does. */
    private static final class LikeALocalFile extends ByteArrayInputStream {

        LikeALocalFile(byte[] bytes) {
            super(bytes);
        }

        @Override
        public long skip(long bytes) {
            super.skip(bytes);
            return bytes;
        }
    }
}
