/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import java.io.File;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import jakarta.jms.BytesMessage;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;

import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.camel.spi.Registry;
import org.flumecamel.channel.DeadLetterComponent;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ForeignMessagesTest extends JmsTestSupport {

    private static final AtomicInteger DESERIALIZED = new AtomicInteger();

    /** What an attacker might send. */
    static final class Gadget implements Serializable {

        private static final long serialVersionUID = 1L;

        private Object readResolve() {
            DESERIALIZED.incrementAndGet();
            return this;
        }
    }

    private Path dead() {
        return directory.resolve("dead-" + queue);
    }

    @Override
    protected void bindToRegistry(Registry registry) throws Exception {
        super.bindToRegistry(registry);
        DeadLetterComponent component = new DeadLetterComponent();
        component.setDirectory(dead().toString());
        registry.bind("flume-deadletter", component);
    }

    private List<GenericRecord> deadLetters() throws Exception {
        List<GenericRecord> records = new ArrayList<>();
        if (!Files.isDirectory(dead())) {
            return records;
        }
        try (Stream<Path> files = Files.list(dead())) {
            for (File file : files.filter(path -> path.toString().endsWith(".avro")).map(Path::toFile).toList()) {
                try (DataFileReader<GenericRecord> reader = new DataFileReader<>(file, new GenericDatumReader<>())) {
                    reader.forEach(records::add);
                }
            }
        }
        return records;
    }

    private static BytesMessage bytes(jakarta.jms.Session session, byte[] body) throws jakarta.jms.JMSException {
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(body);
        return message;
    }

    @Test
    void makesEventsOfTextAndBytes() throws Exception {
        send(session -> {
            TextMessage message = session.createTextMessage("größe");
            message.setStringProperty("host", "web-1");
            message.setIntProperty("port", 8080);
            message.setStringProperty("CamelFileName", "/etc/passwd");
            return message;
        }, session -> bytes(session, new byte[] { 0, 1, 2 }), session -> session.createTextMessage());
        routes(sink(""));
        await().until(() -> probe.count() >= 3);
        List<Event> events = probe.events();
        assertThat(texts(events.subList(0, 1))).containsExactly("größe");
        assertThat(events.get(0).headers()).containsOnlyKeys("host", "port").containsEntry("host", "web-1")
                .containsEntry("port", "8080");
        assertThat(events.get(1).body()).containsExactly(0, 1, 2);
        assertThat(events.get(1).headers()).isEmpty();
        assertThat(events.get(2).length()).isZero();
        await().until(() -> browse().isEmpty());
    }

    @Test
    void mixesThemWithItsOwnInOrder() throws Exception {
        routes(sourceTo(""));
        source().send(numbers(0, 3));
        send(session -> session.createTextMessage("3"));
        source().send(numbers(4, 6));
        routes(sink(""));
        await().until(() -> probe.count() >= 6);
        assertThat(texts(probe.events())).isEqualTo(texts(0, 6));
    }

    @Test
    void putsACorruptBatchAsideWithItsBytesAndGoesOn() throws Exception {
        Envelope.Encoded good = Envelope.encode(numbers(0, 100), null, Compression.NONE);
        byte[] damaged = java.util.Arrays.copyOf(good.array(), good.length());
        damaged[200] ^= 4;
        routes(sourceTo(""));
        source().send(numbers(0, 2));
        send(session -> {
            Message message = bytes(session, damaged);
            message.setIntProperty("FlumeEvents", 100);
            return message;
        }, session -> bytes(session, damaged));
        source().send(numbers(2, 4));
        routes(sink(""));
        await().until(() -> probe.count() >= 4);
        assertThat(texts(probe.events())).isEqualTo(texts(0, 4));
        await().until(() -> browse().isEmpty());
        assertThat(deadLetters()).hasSize(2).allSatisfy(letter -> {
            java.nio.ByteBuffer body = (java.nio.ByteBuffer) letter.get("body");
            assertThat(body).isEqualTo(java.nio.ByteBuffer.wrap(damaged));
            assertThat(letter.get("reason").toString()).contains("checksum");
            assertThat(letter.get("origin").toString()).contains(queue);
        });
    }

    @Test
    void refusesObjectsWithoutLookingAtThem() throws Exception {
        send(session -> session.createObjectMessage(new Gadget()), session -> {
            MapMessage message = session.createMapMessage();
            message.setString("a", "b");
            return message;
        }, session -> session.createTextMessage("after"));
        routes(sink(""));
        await().until(() -> probe.count() >= 1);
        assertThat(texts(probe.events())).containsExactly("after");
        assertThat(DESERIALIZED).hasValue(0);
        await().until(() -> browse().isEmpty());
        assertThat(deadLetters()).extracting(letter -> letter.get("reason").toString())
                .anySatisfy(reason -> assertThat(reason).contains("ObjectMessage"))
                .anySatisfy(reason -> assertThat(reason).contains("neither text nor bytes"));
    }

    @Test
    void keepsWhatTheDeadLetterCannotTake() throws Exception {
        Files.createFile(dead());
        routes(sourceTo(""));
        source().send(numbers(0, 2));
        send(session -> session.createObjectMessage(new Gadget()));
        source().send(numbers(2, 4));
        routes(sink("?backoffSleepIncrement=20&maxBackoffSleep=20"));
        await().until(() -> probe.count() >= 2);
        await().during(java.time.Duration.ofMillis(300)).until(() -> probe.count() == 2);
        Files.delete(dead());
        await().until(() -> probe.count() >= 4);
        assertThat(texts(probe.events())).isEqualTo(texts(0, 4));
        assertThat(deadLetters()).hasSize(1);
        assertThat(Files.getPosixFilePermissions(firstDeadLetter())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    private Path firstDeadLetter() throws Exception {
        try (Stream<Path> files = Files.list(dead())) {
            return files.filter(path -> path.toString().endsWith(".avro")).findFirst().orElseThrow();
        }
    }

    @Test
    void carriesEveryCompression() throws Exception {
        routes(sourceTo("?compression=zstd"));
        EventBatch batch = numbers(0, 500);
        source().send(batch);
        assertThat(browse()).singleElement()
                .satisfies(message -> assertThat(message.getLongProperty("FlumeBytes")).isLessThan(batch.bytes()));
        routes(sink(""));
        await().until(() -> probe.count() >= 500);
        assertThat(texts(probe.events())).isEqualTo(texts(0, 500));
    }
}
