/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.awaitility.Awaitility;
import org.flumecamel.core.Acknowledgement;
import org.flumecamel.core.BatchOrigin;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.EventBatches;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a broker with a duplicate-id cache makes of puts: the first of each id is taken, later ones are suppressed. While it
 * holds, the source hears of no acknowledgement, so that a stop leaves what a crash would.
 */
public final class DurableProbe implements Processor {

    private final Set<String> ids = new HashSet<>();
    private final List<Event> taken = new ArrayList<>();
    private final List<EventBatch> batches = new ArrayList<>();
    private final String channel;
    private boolean holding;
    private int suppressed;
    private int offered;

    public DurableProbe(String channel) {
        this.channel = channel;
    }

    public DurableProbe() {
        this("c1");
    }

    public DurableProbe hold() {
        return holding(true);
    }

    public synchronized DurableProbe holding(boolean hold) {
        holding = hold;
        return this;
    }

    @Override
    public synchronized void process(Exchange exchange) throws Exception {
        EventBatch batch = EventBatches.from(exchange);
        if (batch.isEmpty()) {
            return;
        }
        String id = BatchOrigin.of(exchange).putId(channel, batch);
        assertThat(id).isNotNull();
        if (holding) {
            Acknowledgement.of(exchange).hold("probe");
        }
        offered += batch.size();
        if (ids.add(id)) {
            batches.add(batch);
            batch.forEach(taken::add);
        } else {
            suppressed += batch.size();
        }
    }

    public synchronized int offered() {
        return offered;
    }

    public synchronized int suppressed() {
        return suppressed;
    }

    public synchronized List<EventBatch> batches() {
        return List.copyOf(batches);
    }

    public synchronized List<Event> events() {
        return List.copyOf(taken);
    }

    public List<String> lines() {
        return events().stream().map(event -> event.bodyAsString(StandardCharsets.UTF_8)).toList();
    }

    /** Waits until so many events were offered over all runs, and checks what of them was taken and how many were not. */
    public void expect(int offers, int suppressions, List<String> lines) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(10)).until(() -> offered() >= offers);
        assertThat(lines()).containsExactlyElementsOf(lines);
        assertThat(suppressed()).isEqualTo(suppressions);
        assertThat(offered()).isEqualTo(offers);
    }
}
