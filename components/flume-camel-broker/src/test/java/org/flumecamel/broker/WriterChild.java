/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

import org.flumecamel.channel.LocalBroker;
import org.flumecamel.channel.QueueMessage;

/**
 * A process with a broker, that some threads put numbered messages into and one may take from, until it is killed. It prints
 * a line with one write for each step: {@code READY}; {@code ACK n} when the put of message n has returned; {@code TAKE n}
 * when it has received message n, {@code DONE n} when that is committed; {@code FAIL} when a put has failed, which is tried
 * again with the same message.
 */
final class WriterChild {

    static final String QUEUE = "c1";

    private static final long PAUSE_NANOS = 50_000_000;

    private final EmbeddedBroker broker = new EmbeddedBroker();
    private final int largest;
    private final OutputStream out = System.out;

    private WriterChild(String directory, boolean sync, int largest) {
        this.largest = largest;
        broker.setDataDirectory(directory);
        broker.setJournalType(JournalType.nio);
        broker.setSync(sync);
        broker.setMinDiskFree(0);
        broker.setMemory(8 << 20);
    }

    /** Arguments: data directory, whether to sync, threads that put, bytes of the largest message, whether to take. */
    public static void main(String[] arguments) throws Exception {
        WriterChild child = new WriterChild(arguments[0], Boolean.parseBoolean(arguments[1]), Integer.parseInt(arguments[3]));
        child.broker.start();
        child.say("READY");
        List<Thread> threads = new ArrayList<>();
        int writers = Integer.parseInt(arguments[2]);
        for (int writer = 0; writer < writers; writer++) {
            int first = writer;
            threads.add(new Thread(() -> child.put(first, writers)));
        }
        if (Boolean.parseBoolean(arguments[4])) {
            threads.add(new Thread(child::take));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void put(int first, int step) {
        int number = first;
        while (true) {
            try (BrokerClient client = new BrokerClient(broker)) {
                for (;; number += step) {
                    put(client, body(number), number % 3 == 0 ? "id-" + number : null, number % 2 == 0);
                    say("ACK " + number);
                }
            } catch (Exception e) {
                say("FAIL " + e.getMessage().lines().findFirst().orElse(""));
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void put(BrokerClient client, byte[] body, String id, boolean direct) throws Exception {
        if (direct) {
            broker.put(QUEUE, List.of(new LocalBroker.LocalMessage(body, body.length, Map.of(), id)));
        } else {
            client.put(QUEUE, body, id);
        }
    }

    private void take() {
        try (LocalBroker.Reader reader = broker.reader(QUEUE)) {
            while (true) {
                QueueMessage message = reader.take(100);
                if (message != null) {
                    int number = number(message.body());
                    say("TAKE " + number);
                    reader.commit();
                    say("DONE " + number);
                }
            }
        } catch (Exception e) {
            fail(e);
        }
    }

    private void fail(Exception failure) {
        failure.printStackTrace();
        Runtime.getRuntime().halt(1);
    }

    /** A body that tells its number, and whether it is whole. */
    private byte[] body(int number) {
        Random random = new Random(number);
        byte[] filler = new byte[1 + random.nextInt(largest)];
        random.nextBytes(filler);
        byte[] head = (number + " " + Arrays.hashCode(filler) + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] body = Arrays.copyOf(head, head.length + filler.length);
        System.arraycopy(filler, 0, body, head.length, filler.length);
        return body;
    }

    /** @throws IllegalStateException if the body is not what was put */
    static int number(byte[] body) {
        int end = 0;
        while (body[end] != '\n') {
            end++;
        }
        String[] head = new String(body, 0, end, StandardCharsets.US_ASCII).split(" ");
        if (Integer.parseInt(head[1]) != Arrays.hashCode(Arrays.copyOfRange(body, end + 1, body.length))) {
            throw new IllegalStateException("Message " + head[0] + " has been altered");
        }
        return Integer.parseInt(head[0]);
    }

    /** The numbers of the messages that a broker finds in a data directory. */
    static Set<Integer> found(Path data) throws Exception {
        Set<Integer> found = new HashSet<>();
        try (EmbeddedBroker broker = new EmbeddedBroker()) {
            broker.setDataDirectory(data.toString());
            broker.setJournalType(JournalType.nio);
            broker.setMinDiskFree(0);
            broker.start();
            try (BrokerClient client = new BrokerClient(broker)) {
                client.drain(QUEUE).forEach(body -> found.add(number(body)));
            }
        }
        return found;
    }

    private void say(String line) {
        synchronized (out) {
            try {
                out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
