/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.interceptor;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.EventBatches;

/** Applies an interceptor to the batch of an Exchange. */
class InterceptorProducer extends DefaultProducer {

    private final Interceptor interceptor;

    InterceptorProducer(InterceptorEndpoint endpoint, Interceptor interceptor) {
        super(endpoint);
        this.interceptor = interceptor;
    }

    @Override
    public void process(Exchange exchange) {
        EventBatch intercepted = interceptor.intercept(EventBatches.from(exchange));
        if (intercepted == null) {
            throw new IllegalStateException(interceptor.getClass().getName() + " returned null in place of a batch");
        }
        // last of all: when something fails before, a redelivery finds the batch as it was
        exchange.getMessage().setBody(intercepted);
    }
}
