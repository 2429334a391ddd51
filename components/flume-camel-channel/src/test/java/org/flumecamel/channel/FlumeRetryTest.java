/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.camel.Processor;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.PermanentDeliveryException;
import org.flumecamel.core.SinkDelivery;
import org.flumecamel.core.counter.Counters;
import org.flumecamel.core.counter.DeadLetterCounter;
import org.flumecamel.testkit.FlumeTestSupport;
import org.flumecamel.testkit.ProbeSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** The retry configuration that sink routes name, as it is shipped. */
class FlumeRetryTest extends FlumeTestSupport {

    @TempDir
    Path directory;

    private final List<Event> poison = new ArrayList<>();

    @Override
    public void configureContext(CamelContextConfiguration configuration) {
        super.configureContext(configuration);
        Properties properties = new Properties();
        properties.setProperty("flume.retry.redeliveryDelay", "20");
        properties.setProperty("flume.retry.maximumRedeliveries", retries());
        configuration.withUseOverridePropertiesWithPropertiesComponent(properties);
    }

    protected String retries() {
        return "-1";
    }

    @Override
    protected void bindToRegistry(Registry registry) throws Exception {
        super.bindToRegistry(registry);
        registry.bind("refusePoison", (Processor) exchange -> {
            probe.process(exchange);
            if (!poison.isEmpty()) {
                throw new PermanentDeliveryException("The test",
                        poison.stream().map(event -> new PermanentDeliveryException.Rejected(event, "it is poison")).toList());
            }
        });
    }

    @BeforeEach
    void loadRetryConfiguration() throws Exception {
        context.getComponent("flume-deadletter", DeadLetterComponent.class).setDirectory(directory.toString());
        PluginHelper.getRoutesLoader(context).loadRoutes(
                PluginHelper.getResourceLoader(context).resolveResource("classpath:camel/flume-retry.yaml"));
        routes(sourceRoute("- to: flume-channel:seda:c1"), """
                - route:
                    id: sink
                    routeConfigurationId: flume-retry
                    from:
                      uri: flume-spooler:seda:c1
                      parameters:
                        batchSize: 10
                      steps:
                        - process:
                            ref: refusePoison
                """);
    }

    private List<GenericRecord> deadLetters() throws Exception {
        List<GenericRecord> records = new ArrayList<>();
        try (var files = Files.list(directory)) {
            for (File file : files.map(Path::toFile).sorted().toList()) {
                try (DataFileReader<GenericRecord> reader = new DataFileReader<>(file, new GenericDatumReader<>())) {
                    reader.forEachRemaining(records::add);
                }
            }
        }
        return records;
    }

    @Test
    void triesAgainForEverAndKeepsTheOrder() throws Exception {
        probe.failNext(8);
        List<ProbeSource.Sent> sent = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            sent.add(source().send(numbers(i * 10, i * 10 + 10)));
        }
        await().until(() -> sent.stream().allMatch(ProbeSource.Sent::isDelivered));
        assertThat(texts(probe.events())).isEqualTo(texts(0, 50));
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void sendsWhatCanNeverBeDeliveredToTheDeadLetterAndGoesOn() throws Exception {
        poison.add(Event.of(Map.of("k", "v"), "bad\0\n".getBytes(StandardCharsets.UTF_8)));
        ProbeSource.Sent first = source().send(numbers(0, 10));
        await().until(first::isDelivered);
        poison.clear();
        ProbeSource.Sent second = source().send(numbers(10, 20));
        await().until(second::isDelivered);
        assertThat(deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.get("body").toString()).isNotNull();
            assertThat(StandardCharsets.UTF_8.decode((ByteBuffer) letter.get("body")).toString()).isEqualTo("bad\0\n");
            assertThat(letter.get("headers").toString()).contains("k").contains("v");
            assertThat(letter.get("reason").toString()).isEqualTo("it is poison");
            assertThat(letter.get("origin").toString()).contains("sink");
        });
        try (var files = Files.list(directory)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.findFirst().orElseThrow())))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void keepsTheBatchWhileTheDeadLetterCannotBeWritten() throws Exception {
        context.getEndpoint("flume-deadletter:deadletter", DeadLetterEndpoint.class).setMaxBytes(1);
        poison.add(Event.of("bad"));
        ProbeSource.Sent sent = source().send(EventBatch.of(Event.of("bad")));
        await().until(() -> probe.attempts() >= 2);
        assertThat(sent.settled()).isNotDone();
        DeadLetterCounter counter = Counters.of(context).deadLetter("deadletter");
        await().until(() -> counter.getEventRefusedCount() >= 1);
        assertThat(counter.getLastFailure()).contains("it is full");
        assertThat(counter.getLastFailureTime()).isPositive();
        context.getEndpoint("flume-deadletter:deadletter", DeadLetterEndpoint.class).setMaxBytes(1 << 20);
        await().until(sent::isDelivered);
        assertThat(deadLetters()).hasSize(1);
        assertThat(counter.getEventWrittenCount()).isEqualTo(1);
        assertThat(counter.getLastFailure()).isNull();
        assertThat(counter.getBytesUsed()).isPositive();
    }

    @Test
    void allRoutesWriteTheSameFile() throws Exception {
        poison.add(Event.of("bad"));
        routes("""
                - route:
                    id: other
                    routeConfigurationId: flume-retry
                    from:
                      uri: flume-spooler:seda:c2
                      steps:
                        - process:
                            ref: refusePoison
                """, sourceRoute("- to: flume-channel:seda:c2").replace("source", "second").replace("direct:in", "direct:in2"));
        ProbeSource.Sent first = source().send(numbers(0, 1));
        ProbeSource.Sent second = new ProbeSource(context, "direct:in2").send(numbers(0, 1));
        await().until(() -> first.isDelivered() && second.isDelivered());
        assertThat(deadLetters()).hasSize(2);
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aStopIsNoReasonToGiveABatchUp() throws Exception {
        probe.failNext(Integer.MAX_VALUE);
        ProbeSource.Sent sent = source().send(numbers(0, 10));
        await().until(() -> probe.attempts() >= 3);
        context.stop();
        assertThat(sent.isFailed()).isTrue();
        assertThat(deadLetters()).isEmpty();
    }

    /** The same with a limit of retries. */
    static class Bounded extends FlumeRetryTest {

        @Override
        protected String retries() {
            return "3";
        }

        @Test
        @Override
        void triesAgainForEverAndKeepsTheOrder() throws Exception {
            probe.failNext(Integer.MAX_VALUE);
            ProbeSource.Sent sent = source().send(numbers(0, 10));
            await().until(sent::isDelivered);
            assertThat(probe.attempts()).isEqualTo(4);
            assertThat(super.deadLetters()).hasSize(10);
            assertThat(super.deadLetters().get(0).get("reason").toString()).contains("the probe fails");
        }

        /** Retries are used up while a part of the batch was refused for good: neither must be forgotten. */
        @Test
        void whatWasRefusedForGoodIsNotForgottenWhenTheRestFails() throws Exception {
            context.getRegistry().bind("refuseOneAndFail", (Processor) exchange -> {
                SinkDelivery delivery = SinkDelivery.of(exchange, this);
                if (delivery.isPending(1)) {
                    delivery.reject(1, "it is poison");
                    delivery.delivered(2);
                }
                throw new IOException("the rest fails");
            });
            routes("""
                    - route:
                        id: other
                        routeConfigurationId: flume-retry
                        from:
                          uri: flume-spooler:seda:c2
                          steps:
                            - process:
                                ref: refuseOneAndFail
                    """,
                    sourceRoute("- to: flume-channel:seda:c2").replace("source", "second").replace("direct:in", "direct:in2"));
            ProbeSource.Sent sent = new ProbeSource(context, "direct:in2").send(numbers(0, 4));
            await().until(sent::isDelivered);
            assertThat(super.deadLetters()).extracting(
                    letter -> StandardCharsets.UTF_8.decode((ByteBuffer) letter.get("body")).toString(),
                    letter -> letter.get("reason").toString())
                    .containsExactly(tuple("1", "it is poison"), tuple("0", "java.io.IOException: the rest fails"),
                            tuple("3", "java.io.IOException: the rest fails"));
        }

        @Test
        @Override
        void aStopIsNoReasonToGiveABatchUp() {
            // with three quick retries there is nothing left to stop
        }
    }
}
