/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.flumecamel.core.Event;
import org.flumecamel.core.PermanentDeliveryException;
import org.flumecamel.testkit.OddBodies;
import org.flumecamel.testkit.ProbeSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of lines, whatever is in them and however they come. */
class TaildirLinesTest {

    @TempDir
    private Path directory;
    private Tail tail;

    @BeforeEach
    void setUp() throws IOException {
        tail = new Tail(directory);
    }

    @AfterEach
    void tearDown() {
        tail.close();
    }

    private List<String> header(String name) {
        return tail.events().stream().map(event -> String.valueOf(event.headers().get(name))).toList();
    }

    @Test
    void oneCarriageReturnIsStripped() throws Exception {
        tail.append("app.log", "one\r\ntwo\r\r\n\r\n\nth\rree\n");
        tail.start();
        tail.expect("one", "two\r", "", "", "th\rree");
    }

    @Test
    void bytesGoThroughAsTheyAre() throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (byte[] body : OddBodies.withoutLineFeeds()) {
            file.write(body);
            file.write('\n');
        }
        tail.append("app.log", file.toByteArray());
        tail.start();
        Tail.await().until(() -> tail.probe.count() >= OddBodies.withoutLineFeeds().size());
        assertThat(OddBodies.equal(tail.events().stream().map(Event::body).toList(), OddBodies.withoutLineFeeds())).isTrue();
    }

    @Test
    void aLineThatGrowsIsHeldBackUntilItEnds() throws Exception {
        tail.append("app.log", "one\ntw");
        tail.start();
        tail.expect("one");
        tail.append("app.log", "o an");
        tail.expectNothingMore();
        tail.append("app.log", "d a half\nthr");
        tail.expect("one", "two and a half");
        tail.restart();
        tail.append("app.log", "ee\n");
        tail.expect("one", "two and a half", "three");
    }

    @Test
    void theLineEndOfAShippedLineIsNoEventOfItsOwn() throws Exception {
        tail.with("idleTimeout", 200).append("app.log", "one\ntwo");
        tail.start();
        tail.expect("one", "two");
        tail.restart();
        tail.append("app.log", "\nthree\n");
        tail.expect("one", "two", "three");
    }

    @Test
    void linesOfAllLengthsComeWhole() throws Exception {
        Random random = new Random(7);
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            int length = switch (random.nextInt(20)) {
                case 0 -> random.nextInt(700_000);
                case 1 -> LineReader.BLOCK - 3 + random.nextInt(6);
                case 2, 3 -> random.nextInt(20_000);
                default -> random.nextInt(200);
            };
            if (i % 10 < 5) {
                length = length % 300;
            }
            file.append(i).append(' ').append("x".repeat(length)).append(random.nextBoolean() ? "\n" : "\r\n");
        }
        tail.append("app.log", file.toString());
        tail.start();
        Tail.await().until(() -> tail.probe.count() >= 3000);
        assertThat(tail.delivered()).isEqualTo(file.toString().lines().toList());
    }

    @Test
    void neighboursAreSlicesOfOneArray() throws Exception {
        tail.append("app.log", "one\ntwo\n");
        tail.start();
        tail.expect("one", "two");
        Event one = tail.events().get(0);
        Event two = tail.events().get(1);
        assertThat(two.array()).isSameAs(one.array());
        assertThat(two.offset()).isEqualTo(one.offset() + one.length() + 1);
        assertThat(one.array()[one.offset() + one.length()]).isEqualTo((byte) '\n');
    }

    private static String letters(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append((char) ('a' + i % 26));
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(ints = { 10, 10_000, 400_000 })
    void longLinesAreSplit(int max) throws Exception {
        int length = 2 * max + max / 2;
        tail.with("maxEventBytes", max).append("app.log", letters(0, length) + "\n" + letters(0, max) + "\r\nshort\n");
        tail.start();
        tail.expect(letters(0, max), letters(max, 2 * max), letters(2 * max, length), letters(0, max), "short");
        assertThat(header("flume.split")).containsExactly("0", "1", "2", "null", "null");
    }

    @ParameterizedTest
    @ValueSource(ints = { 10, 10_000, 400_000 })
    void aLongLineIsSplitBeforeItEnds(int max) throws Exception {
        int length = 3 * max;
        tail.with("maxEventBytes", max).append("app.log", letters(0, length - 5));
        tail.start();
        tail.expect(letters(0, max), letters(max, 2 * max));
        tail.expectNothingMore();
        tail.restart();
        tail.append("app.log", letters(length - 5, length) + "\nshort\n");
        tail.expect(letters(0, max), letters(max, 2 * max), letters(2 * max, length), "short");
        assertThat(header("flume.split")).containsExactly("0", "1", "2", "null");
    }

    @ParameterizedTest
    @ValueSource(ints = { 10, 10_000, 400_000 })
    void longLinesAreTruncated(int max) throws Exception {
        tail.with("maxEventBytes", max).with("oversize", "TRUNCATE");
        tail.append("app.log", "short\n" + letters(0, 3 * max) + "\n" + letters(0, max) + "\nshort\n");
        tail.start();
        tail.expect("short", letters(0, max), letters(0, max), "short");
        assertThat(header("flume.truncated")).containsExactly("null", String.valueOf(3 * max), "null", "null");
    }

    @ParameterizedTest
    @ValueSource(ints = { 10, 10_000, 400_000 })
    void theRestOfALongLineThatGrowsIsSkipped(int max) throws Exception {
        tail.with("maxEventBytes", max).with("oversize", "TRUNCATE").append("app.log", letters(0, 2 * max));
        tail.start();
        tail.expect(letters(0, max));
        assertThat(header("flume.truncated")).containsExactly("unknown");
        tail.append("app.log", letters(0, 2 * max));
        tail.restart();
        tail.append("app.log", letters(0, 7) + "\nshort\n");
        tail.expect(letters(0, max), "short");
    }

    @Test
    void longLinesGoToADeadLetter() throws Exception {
        ProbeSink dead = new ProbeSink();
        List<String> reasons = new CopyOnWriteArrayList<>();
        dead.failNext(1);
        tail.with("maxEventBytes", 10).with("oversize", "DEADLETTER").with("deadLetterUri", "direct:dead")
                .with("byteOffsetHeader", true);
        tail.append("app.log", "short\n" + letters(0, 26) + "\nlast\n");
        Processor reason = exchange -> reasons.add(exchange.getProperty(Exchange.EXCEPTION_CAUGHT,
                PermanentDeliveryException.class).rejected().get(0).reason());
        tail.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:dead").errorHandler(noErrorHandler()).process(dead).process(reason);
            }
        });
        tail.expect("short", "last");
        Tail.await().until(() -> dead.count() == 1);
        assertThat(dead.attempts()).isEqualTo(2);
        assertThat(dead.events().get(0).bodyAsString(StandardCharsets.UTF_8)).isEqualTo(letters(0, 10));
        assertThat(dead.events().get(0).headers()).containsEntry("flume.truncated", "26").containsEntry("byteoffset", "6");
        assertThat(reasons).singleElement().asString().contains("app.log", "maxEventBytes=10", "26");
    }

    @Test
    void aBatchHoldsLinesOfManyFiles() throws Exception {
        for (int i = 0; i < 50; i++) {
            tail.append(i + ".log", "first of " + i + "\n");
        }
        tail.with("batchSize", 1000).with("backoffSleepIncrement", 20).start();
        Tail.await().until(() -> tail.probe.count() >= 50);
        assertThat(tail.probe.batches()).hasSize(1);
        tail.probe.failNext(1);
        for (int i = 0; i < 50; i++) {
            tail.append(i + ".log", "second of " + i + "\n");
        }
        Tail.await().until(() -> tail.probe.count() >= 100);
        assertThat(tail.delivered()).doesNotHaveDuplicates();
        tail.restart();
        tail.expectNothingMore();
        assertThat(Files.readString(tail.positions).split("\"pos\":")).hasSize(51);
    }
}
