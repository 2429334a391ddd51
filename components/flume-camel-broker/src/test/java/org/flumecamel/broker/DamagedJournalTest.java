/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A journal that something has damaged costs what was damaged, and never the start. */
@Timeout(60)
class DamagedJournalTest {

    private static final long SEED = Long.getLong("flumecamel.seed", System.nanoTime());
    private static final int MESSAGES = 200;

    @TempDir
    Path data;

    @BeforeEach
    void fill() throws Exception {
        try (EmbeddedBroker broker = broker()) {
            broker.start();
            try (BrokerClient client = new BrokerClient(broker)) {
                for (int i = 0; i < MESSAGES; i++) {
                    client.put("c1", ("message " + i + " ".repeat(1000)).getBytes(StandardCharsets.UTF_8));
                }
            }
        }
    }

    @Test
    void truncated() throws Exception {
        for (Path file : journal()) {
            try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                bytes.setLength(100_000);
            }
        }

        assertThat(startAndDrain()).isBetween(1, MESSAGES - 1);
    }

    @Test
    void bitsFlipped() throws Exception {
        Random random = new Random(SEED);
        for (Path file : journal()) {
            try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                for (int flip = 0; flip < 50; flip++) {
                    // not its head: a file that is not known as one is not read at all
                    long at = 64 + random.nextInt(250_000);
                    bytes.seek(at);
                    int old = bytes.read();
                    bytes.seek(at);
                    bytes.write(old ^ 1 << random.nextInt(8));
                }
            }
        }

        assertThat(startAndDrain()).as("seed %s", SEED).isBetween(1, MESSAGES);
    }

    @Test
    void headDestroyed() throws Exception {
        for (Path file : journal()) {
            try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                bytes.write(new byte[64]);
            }
        }

        assertThat(startAndDrain()).isLessThan(MESSAGES);
        assertThat(data.resolve("damaged")).isNotEmptyDirectory();
    }

    @Test
    void emptied() throws Exception {
        for (Path file : journal()) {
            Files.write(file, new byte[0]);
        }

        assertThat(startAndDrain()).isZero();
    }

    /** How many of the messages are found; and a new one goes through. */
    private int startAndDrain() throws Exception {
        try (EmbeddedBroker broker = broker()) {
            broker.start();
            try (BrokerClient client = new BrokerClient(broker)) {
                int found = client.discard("c1");
                client.put("c1", new byte[10]);
                assertThat(client.drain("c1")).hasSize(1);
                return found;
            }
        }
    }

    private List<Path> journal() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("journal"))) {
            return files.filter(file -> file.toString().endsWith(".amq")).toList();
        }
    }

    private EmbeddedBroker broker() {
        EmbeddedBroker broker = new EmbeddedBroker();
        broker.setDataDirectory(data.toString());
        broker.setJournalType(JournalType.nio);
        broker.setMinDiskFree(0);
        return broker;
    }
}
