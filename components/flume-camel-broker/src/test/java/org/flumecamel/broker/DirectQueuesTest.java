/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.camel.impl.DefaultCamelContext;
import org.flumecamel.channel.LocalBroker;
import org.flumecamel.channel.LocalBroker.LocalMessage;
import org.flumecamel.channel.QueueMessage;
import org.flumecamel.core.FlumeThread;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Queues of the broker without a client between. */
class DirectQueuesTest {

    private static final int PAGED = 400;

    @TempDir
    Path data;
    private EmbeddedBroker broker;

    @BeforeEach
    void start() {
        broker = broker();
        broker.start();
    }

    private EmbeddedBroker broker() {
        EmbeddedBroker made = new EmbeddedBroker();
        made.setDataDirectory(data.toString());
        made.setJournalType(JournalType.auto);
        made.setMemory(8 << 20);
        made.setMinDiskFree(0);
        return made;
    }

    @AfterEach
    void stop() {
        broker.stop();
    }

    @Test
    void takesInTheOrderOfThePutsAndOnce() throws Exception {
        for (int i = 0; i < 100; i += 2) {
            broker.put("q", List.of(message(i, 10, null), message(i + 1, 10, null)));
        }

        assertThat(drain()).containsExactlyElementsOf(numbers(0, 100));
        assertThat(drain()).isEmpty();
    }

    @Test
    void keepsPropertiesAndBodiesForClientsAndFromClients() throws Exception {
        byte[] body = "abcdef".getBytes(StandardCharsets.US_ASCII);
        broker.put("q", List.of(new LocalMessage(body, 3, Map.of("n", 7, "s", "t"), null)));
        try (BrokerClient client = new BrokerClient(broker)) {
            jakarta.jms.Message message = client.takeAndGiveBack("q");
            assertThat(message.getBody(byte[].class)).isEqualTo("abc".getBytes(StandardCharsets.US_ASCII));
            assertThat(message.getIntProperty("n")).isEqualTo(7);
            assertThat(message.getStringProperty("s")).isEqualTo("t");
            assertThat(message.getJMSTimestamp()).isPositive();
        }

        try (LocalBroker.Reader reader = broker.reader("q")) {
            QueueMessage message = reader.take(5000);
            assertThat(message.kind()).isEqualTo(QueueMessage.Kind.BYTES);
            assertThat(message.length()).isEqualTo(3);
            assertThat(message.body()).isEqualTo("abc".getBytes(StandardCharsets.US_ASCII));
            assertThat(message.property("n")).isEqualTo(7);
            assertThat(message.properties()).containsEntry("s", "t");
        }
    }

    @Test
    void suppressesAnIdItHasOverARestartToo() throws Exception {
        assertThat(broker.put("q", List.of(message(1, 10, "a")))).isTrue();
        assertThat(broker.put("q", List.of(message(1, 10, "a")))).isFalse();
        broker.stop();
        broker = broker();
        broker.start();

        assertThat(broker.put("q", List.of(message(1, 10, "a")))).isFalse();
        assertThat(broker.suppressedDuplicates("q")).isEqualTo(1);
        assertThat(drain()).containsExactly(1);
    }

    @Test
    void givesBackInOrderWhatWasNotCommitted() throws Exception {
        for (int i = 0; i < 20; i++) {
            broker.put("q", List.of(message(i, 10, null)));
        }
        try (LocalBroker.Reader reader = broker.reader("q")) {
            take(reader, 5);
            reader.commit();
            take(reader, 7);
        }

        assertThat(drain()).containsExactlyElementsOf(numbers(5, 20));
    }

    @Test
    void aBacklogOnDiskComesInOrderAndSurvivesARestart() throws Exception {
        for (int i = 0; i < PAGED; i++) {
            broker.put("q", List.of(message(i, 100_000, null)));
        }
        try (LocalBroker.Reader reader = broker.reader("q")) {
            take(reader, 50);
            reader.commit();
            take(reader, 20);
        }
        broker.stop();
        broker = broker();
        broker.start();

        assertThat(drain()).containsExactlyElementsOf(numbers(50, PAGED));
    }

    private static Stream<ExecutorService> threads() {
        return Stream.of(Executors.newSingleThreadExecutor(), FlumeThread.newExecutor(new DefaultCamelContext(), "source", 1));
    }

    @ParameterizedTest
    @MethodSource("threads")
    void interruptsNeitherLoseAPutNorHurtTheBroker(ExecutorService putter) throws Exception {
        Future<List<Integer>> putting = putter.submit(() -> {
            List<Integer> put = new ArrayList<>();
            for (int i = 0; i < PAGED; i++) {
                broker.put("q", List.of(message(i, 100_000, null)));
                put.add(i);
            }
            return put;
        });
        while (!putting.isDone()) {
            putter.shutdownNow();
            TimeUnit.MICROSECONDS.sleep(300);
        }

        assertThat(putting.get(1, TimeUnit.MINUTES)).hasSize(PAGED);
        assertThat(broker.problem()).isNull();
        assertThat(drain()).containsExactlyElementsOf(numbers(0, PAGED));
    }

    @ParameterizedTest
    @MethodSource("threads")
    void interruptsNeitherLoseATakeNorHurtTheBroker(ExecutorService taker) throws Exception {
        for (int i = 0; i < PAGED; i++) {
            broker.put("q", List.of(message(i, 100_000, null)));
        }
        List<Integer> taken = new ArrayList<>();
        Future<?> taking = taker.submit(() -> {
            try (LocalBroker.Reader reader = broker.reader("q")) {
                while (taken.size() < PAGED) {
                    QueueMessage message = takeUninterrupted(reader);
                    reader.commit();
                    taken.add(number(message));
                }
            }
            return null;
        });
        while (!taking.isDone()) {
            taker.shutdownNow();
            TimeUnit.MICROSECONDS.sleep(300);
        }

        taking.get(1, TimeUnit.MINUTES);
        assertThat(taken).containsExactlyElementsOf(numbers(0, PAGED));
        assertThat(broker.problem()).isNull();
        assertThat(drain()).isEmpty();
    }

    private static QueueMessage takeUninterrupted(LocalBroker.Reader reader) throws Exception {
        while (true) {
            try {
                QueueMessage message = reader.take(10_000);
                if (message != null) {
                    return message;
                }
            } catch (InterruptedException e) {
                // it has taken nothing
            }
        }
    }

    @Test
    void aFlumeThreadWorksItself() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        ExecutorService putter = FlumeThread.newExecutor(new DefaultCamelContext(), "source", 1);
        try {
            putter.submit(() -> broker.put("q", List.of(message(1, 10, null)))).get(1, TimeUnit.MINUTES);
            assertThat(Thread.getAllStackTraces().keySet()).filteredOn(thread -> !before.contains(thread))
                    .extracting(Thread::getName).noneMatch(name -> name.matches("flume-broker-\\d+"));
        } finally {
            putter.shutdown();
        }
    }

    @Test
    void aThreadThatWaitsForAMessageEndsWhenTheReaderOrTheBrokerDoes() throws Exception {
        ExecutorService taker = Executors.newSingleThreadExecutor();
        LocalBroker.Reader reader = broker.reader("q");
        Future<QueueMessage> taking = taker.submit(() -> reader.take(60_000));
        broker.stop();

        assertThatThrownBy(() -> taking.get(20, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class)
                .hasStackTraceContaining("is");
        reader.close();
        taker.shutdown();
        assertThatThrownBy(() -> broker.put("q", List.of(message(1, 10, null)))).hasMessageContaining("not started");
    }

    private static LocalMessage message(int number, int size, String id) {
        byte[] body = new byte[size];
        body[0] = (byte) (number >> 8);
        body[1] = (byte) number;
        return new LocalMessage(body, size, Map.of(), id);
    }

    private static int number(QueueMessage message) throws Exception {
        byte[] body = message.body();
        return (body[0] & 0xff) << 8 | body[1] & 0xff;
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private static List<Integer> take(LocalBroker.Reader reader, int count) throws Exception {
        List<Integer> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(number(reader.take(10_000)));
        }
        return taken;
    }

    private List<Integer> drain() throws Exception {
        List<Integer> drained = new ArrayList<>();
        try (LocalBroker.Reader reader = broker.reader("q")) {
            for (QueueMessage message = reader.take(2000); message != null; message = reader.take(500)) {
                drained.add(number(message));
                reader.commit();
            }
        }
        return drained;
    }
}
