/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.interceptor;

import org.flumecamel.core.Headers;

/** Sets a header to a fixed value (Flume INT-STATIC). */
final class StaticInterceptor extends HeaderInterceptor {

    private final String key;
    private final String value;
    private final boolean preserveExisting;

    StaticInterceptor(String key, String value, boolean preserveExisting) {
        this.key = key;
        this.value = value;
        this.preserveExisting = preserveExisting;
    }

    @Override
    Headers change(Headers headers, long receivedAt) {
        return set(headers, key, value, preserveExisting);
    }
}
