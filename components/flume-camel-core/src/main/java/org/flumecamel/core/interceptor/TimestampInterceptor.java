/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.interceptor;

import org.flumecamel.core.Headers;

/**
 * Sets a header to the time the source read the event, in milliseconds since the epoch (Flume INT-TS). It never looks at the
 * clock, so that an event keeps its time however often it is sent again.
 */
final class TimestampInterceptor extends HeaderInterceptor {

    private final String headerName;
    private final boolean preserveExisting;

    TimestampInterceptor(String headerName, boolean preserveExisting) {
        this.headerName = headerName;
        this.preserveExisting = preserveExisting;
    }

    @Override
    Headers change(Headers headers, long receivedAt) {
        return set(headers, headerName, Long.toString(receivedAt), preserveExisting);
    }
}
