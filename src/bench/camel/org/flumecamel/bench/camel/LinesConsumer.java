/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.bench.camel;

import java.util.stream.LongStream;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.flumecamel.bench.probe.Documents;
import org.flumecamel.bench.probe.Offers;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.FlumeThread;
import org.flumecamel.core.Headers;

/** Sends each batch as an Exchange and takes its normal return for the acceptance. */
final class LinesConsumer extends DefaultConsumer {

    private final LinesEndpoint endpoint;
    private Offers offers;

    LinesConsumer(LinesEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        offers = new Offers(endpoint.getProducers(), endpoint.getBatch(), endpoint.getTotal(), this::send,
                FlumeThread.newExecutor(endpoint.getCamelContext(), "producer", endpoint.getProducers()));
        offers.start();
    }

    private void send(int producer, long from, int count) throws Exception {
        Exchange exchange = createExchange(false);
        exchange.getMessage().setBody(batch(producer, from, count));
        getProcessor().process(exchange);
        Exception failure = exchange.getException();
        releaseExchange(exchange, false);
        if (failure != null) {
            throw failure;
        }
    }

    private EventBatch batch(int producer, long from, int count) {
        int length = endpoint.getLength();
        if (endpoint.isJson()) {
            return EventBatch.of(LongStream.range(from, from + count)
                .mapToObj(sequence -> Event.of(Documents.json(sequence, length))).toList());
        }
        byte[] block = Offers.block(producer, from, count, length);
        long now = System.currentTimeMillis();
        EventBatch.Builder batch = new EventBatch.Builder(count);
        for (int i = 0; i < count; i++) {
            batch.add(Event.slice(Headers.EMPTY, block, i * (length + 1), length, now));
        }
        return batch.build();
    }

    @Override
    protected void doStop() throws Exception {
        offers.stop();
        super.doStop();
    }
}
