/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

import java.io.File;
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
import org.flumecamel.testkit.FlumeTestSupport;
import org.flumecamel.testkit.ProbeSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

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
        context.getEndpoint("flume-deadletter:deadletter", DeadLetterEndpoint.class).setMaxBytes(1 << 20);
        await().until(sent::isDelivered);
        assertThat(deadLetters()).hasSize(1);
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

        @Test
        @Override
        void aStopIsNoReasonToGiveABatchUp() {
            // with three quick retries there is nothing left to stop
        }
    }
}
