/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.bench;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

import org.flumecamel.agent.fault.JavaProcess;

/** W1: generator, memory channel, reader. Measured from the tenth part of the events on, when both are warm. */
final class Generator {

    private final Options options;
    private final Path work;
    private final long events;
    private final long batch;
    private final long capacity;
    private final boolean check;
    private final List<String> jvm;

    Generator(Options options) {
        this.options = options;
        this.work = options.work().resolve("w1");
        this.events = options.number("events", 50_000_000);
        this.batch = options.number("batch", 1000);
        this.capacity = options.number("capacity", 100_000);
        this.check = options.flag("check");
        this.jvm = options.jvm("-Xms512m -Xmx512m");
    }

    void run() throws Exception {
        Pairs pairs = new Pairs(options);
        long count = options.number("pairs", 5);
        options.requireAllKnown();
        System.out.printf("W1: %d events, batches of %d, capacity %d, bodies %s, JVM %s, %s%n", events, batch, capacity,
                check ? "all checked" : "taken and not read", jvm, Machine.description());
        pairs.run(count, this::once).print();
        Machine.delete(work);
    }

    private Run once(Side side) throws Exception {
        Machine.delete(work);
        Path progress = Files.createDirectories(work).resolve("progress");
        Map<String, ?> values = Map.of("progress", progress, "check", check, "batch", batch, "total", events, "capacity",
                capacity);
        try (FileChannel channel = FileChannel.open(progress, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
             JavaProcess agent = side.start(options, "generate", jvm, values, work)) {
            MappedByteBuffer file = channel.map(FileChannel.MapMode.READ_WRITE, 0, 2 * Long.BYTES);
            Run measured = new Meter(agent, () -> file.getLong(0)).measure(events / 10, events, 1, false);
            agent.stop();
            requireRight(file);
            return measured;
        }
    }

    private void requireRight(MappedByteBuffer file) throws IOException {
        if (file.getLong(0) != events || file.getLong(Long.BYTES) != 0) {
            throw new IllegalStateException("Of " + events + " events " + file.getLong(0) + " arrived, "
                                            + file.getLong(Long.BYTES) + " with a wrong body");
        }
    }
}
