/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import java.util.Set;

import org.apache.camel.CamelContext;

/**
 * What counts as unhealthy.
 *
 * @param enabled          whether there are checks at all
 * @param maxFill          from which fill on a channel is full, in percent
 * @param maxFullMillis    how long a channel may be full or refuse puts, in milliseconds
 * @param maxStallMillis   how long nothing may leave a channel that has events, in milliseconds
 * @param maxDeadLetters   how many events may go to dead letters within {@code deadLetterMillis}
 * @param deadLetterMillis how long a dead letter counts, in milliseconds
 */
public record HealthSettings(
        boolean enabled, double maxFill, long maxFullMillis, long maxStallMillis, long maxDeadLetters,
        long deadLetterMillis) {

    /** What all settings begin with. */
    public static final String PREFIX = "flume.health.";

    private static final String ENABLED = PREFIX + "enabled";
    private static final String MAX_FILL = PREFIX + "maxFill";
    private static final String MAX_FULL_TIME = PREFIX + "maxFullTime";
    private static final String MAX_STALL_TIME = PREFIX + "maxStallTime";
    private static final String MAX_DEAD_LETTERS = PREFIX + "maxDeadLetters";
    private static final String DEAD_LETTER_TIME = PREFIX + "deadLetterTime";

    /** All settings there are. */
    public static final Set<String> KEYS
            = Set.of(ENABLED, MAX_FILL, MAX_FULL_TIME, MAX_STALL_TIME, MAX_DEAD_LETTERS, DEAD_LETTER_TIME);

    /**
     * Reads the settings among the properties of a context.
     *
     * @throws IllegalArgumentException if one has a value that makes no sense
     */
    public static HealthSettings of(CamelContext context) {
        Settings settings = new Settings(context);
        return new HealthSettings(settings.flag(ENABLED, true), settings.number(MAX_FILL, 95, 1, 100),
                settings.millis(MAX_FULL_TIME, "30s"), settings.millis(MAX_STALL_TIME, "1m"),
                settings.whole(MAX_DEAD_LETTERS, 0, 0, Long.MAX_VALUE), settings.millis(DEAD_LETTER_TIME, "10m"));
    }
}
