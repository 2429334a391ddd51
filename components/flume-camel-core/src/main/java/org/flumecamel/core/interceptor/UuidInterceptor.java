/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.interceptor;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;

/**
 * Sets a header to a random universally unique identifier of version 4 (Flume INT-UUID). The batch with the identifiers
 * replaces the one without them last of all, so an event keeps its identifier however often a later step is tried again.
 */
final class UuidInterceptor implements Interceptor {

    private static final int BYTES = 16;
    /** Identifiers are drawn so many at a time: asking the system for randomness costs more than using it. */
    private static final int MANY = 256;

    private final SecureRandom random = new SecureRandom();
    private final String headerName;
    private final boolean preserveExisting;
    private final String prefix;

    UuidInterceptor(String headerName, boolean preserveExisting, String prefix) {
        this.headerName = headerName;
        this.preserveExisting = preserveExisting;
        this.prefix = prefix;
    }

    @Override
    public Event intercept(Event event) {
        return new Drawing(1).apply(event);
    }

    @Override
    public EventBatch intercept(EventBatch batch) {
        return batch.map(new Drawing(Math.min(batch.size(), MANY)));
    }

    private final class Drawing implements UnaryOperator<Event> {

        private final byte[] bytes;
        private ByteBuffer rest = ByteBuffer.allocate(0);

        private Drawing(int count) {
            this.bytes = new byte[count * BYTES];
        }

        @Override
        public Event apply(Event event) {
            if (preserveExisting && event.headers().containsKey(headerName)) {
                return event;
            }
            return event.withHeaders(event.headers().with(headerName, prefix + next()));
        }

        private UUID next() {
            if (!rest.hasRemaining()) {
                random.nextBytes(bytes);
                rest = ByteBuffer.wrap(bytes);
            }
            long version4 = rest.getLong() & ~0xF000L | 0x4000L;
            long variant2 = rest.getLong() & ~(0xC0L << 56) | 0x80L << 56;
            return new UUID(version4, variant2);
        }
    }
}
