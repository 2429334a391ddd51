/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel.group;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.DefaultExchange;
import org.flumecamel.core.EventBatch;
import org.flumecamel.testkit.FlumeTestSupport;
import org.flumecamel.testkit.ProbeSink;

/** A group at {@code direct:group} over the sinks {@code direct:k1} to {@code direct:k3}, with a clock that a test sets. */
abstract class SinkGroupTestSupport extends FlumeTestSupport {

    protected final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000);
    protected final List<ProbeSink> sinks = List.of(new ProbeSink(), new ProbeSink(), new ProbeSink());
    /** The numbers of the sinks that were asked, in order. */
    protected final List<Integer> asked = new ArrayList<>();

    /** The routes of the sinks and of the group. */
    protected void group(SinkGroup group) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                for (int i = 1; i <= sinks.size(); i++) {
                    int number = i;
                    from("direct:k" + number).routeId("k" + number).process(exchange -> {
                        asked.add(number);
                        sink(number).process(exchange);
                    });
                }
                from("direct:group").routeId("group").loadBalance(group).to("direct:k1").to("direct:k2").to("direct:k3");
            }
        });
    }

    protected ProbeSink sink(int number) {
        return sinks.get(number - 1);
    }

    protected void down(int... numbers) {
        for (int number : numbers) {
            sink(number).failNext(Integer.MAX_VALUE);
        }
    }

    protected void up(int number) {
        sink(number).failNext(0);
    }

    protected void pass(long millis) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** Sends a batch and returns the numbers of the sinks that were asked. */
    protected List<Integer> send() {
        return send(new DefaultExchange(context), numbers(0, 1));
    }

    protected List<Integer> send(Exchange exchange, EventBatch batch) {
        asked.clear();
        exchange.getMessage().setBody(batch);
        exchange.setException(null);
        template.send("direct:group", exchange);
        return List.copyOf(asked);
    }

    /** The failure of a batch that is sent now. */
    protected Exception failure() {
        Exchange exchange = new DefaultExchange(context);
        send(exchange, numbers(0, 1));
        return exchange.getException();
    }
}
