/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.interceptor;

import java.time.DateTimeException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a date, in the zone of the machine, and writes it as milliseconds since the epoch. */
final class MillisSerializer extends GroupSerializer {

    private static final Logger LOG = LoggerFactory.getLogger(MillisSerializer.class);

    private final String pattern;
    private final DateText dates;
    private final AtomicBoolean warned = new AtomicBoolean();

    private MillisSerializer(String header, String pattern, DateText dates) {
        super(header);
        this.pattern = pattern;
        this.dates = dates;
    }

    static MillisSerializer create(String header, String option, String pattern) {
        if (pattern == null || pattern.isBlank()) {
            throw new IllegalArgumentException(option + " is missing: the date pattern, such as yyyy-MM-dd HH:mm:ss");
        }
        return new MillisSerializer(header, pattern, DateText.of(option, pattern, null));
    }

    @Override
    String serialize(String group) {
        try {
            return Long.toString(dates.millis(group));
        } catch (DateTimeException e) {
            if (warned.compareAndSet(false, true)) {
                LOG.warn("Header {} is not set where a date does not have the pattern {}; this is said once: {}", header(),
                        pattern, e.getMessage());
            }
            return null;
        }
    }
}
