/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.interceptor;

import java.util.function.UnaryOperator;

import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.Headers;

/**
 * Base of interceptors that change headers by nothing but the headers and the time of an event. Events of a source mostly
 * share one instance of headers, so it is worth remembering what became of the last: they share the result as well.
 */
abstract class HeaderInterceptor implements Interceptor {

    /** The headers after this step; the same instance if nothing changes. */
    abstract Headers change(Headers headers, long receivedAt);

    @Override
    public final Event intercept(Event event) {
        return event.withHeaders(change(event.headers(), event.receivedAt()));
    }

    @Override
    public final EventBatch intercept(EventBatch batch) {
        return batch.map(new Remembering());
    }

    static Headers set(Headers headers, String name, String value, boolean preserveExisting) {
        return preserveExisting && headers.containsKey(name) ? headers : headers.with(name, value);
    }

    private final class Remembering implements UnaryOperator<Event> {

        private Headers in;
        private long receivedAt;
        private Headers out;

        @Override
        public Event apply(Event event) {
            if (event.headers() != in || event.receivedAt() != receivedAt) {
                in = event.headers();
                receivedAt = event.receivedAt();
                out = change(in, receivedAt);
            }
            return event.withHeaders(out);
        }
    }
}
