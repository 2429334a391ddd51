/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.camel;

import java.util.Locale;

/**
 * When a file is closed: after so many bytes or messages, whichever comes first, or when nothing was written for so long.
 *
 * @param bytes    0 for no limit
 * @param messages 0 for no limit
 * @param idle     in milliseconds; 0 for no limit
 */
record SplitStrategy(long bytes, long messages, long idle) {

    private static final SplitStrategy NONE = new SplitStrategy(0, 0, 0);

    /**
     * Reads {@code BYTES:n,MESSAGES:n,IDLE:milliseconds}.
     *
     * @param  text                     may be null: there is no strategy
     * @throws IllegalArgumentException if it is none
     */
    static SplitStrategy parse(String text) {
        if (text == null || text.isBlank()) {
            return NONE;
        }
        SplitStrategy strategy = NONE;
        for (String part : text.trim().split("\\s*,\\s*")) {
            strategy = strategy.with(part, text);
        }
        return strategy;
    }

    private SplitStrategy with(String part, String all) {
        int colon = part.indexOf(':');
        String kind = colon < 0 ? part : part.substring(0, colon).trim().toUpperCase(Locale.ROOT);
        long limit = colon < 0 ? 0 : number(part.substring(colon + 1).trim());
        if (limit < 1) {
            throw wrong(all);
        }
        return switch (kind) {
            case "BYTES" -> new SplitStrategy(limit, messages, idle);
            case "MESSAGES" -> new SplitStrategy(bytes, limit, idle);
            case "IDLE" -> new SplitStrategy(bytes, messages, limit);
            default -> throw wrong(all);
        };
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static IllegalArgumentException wrong(String all) {
        return new IllegalArgumentException("splitStrategy must be like BYTES:n,MESSAGES:n,IDLE:milliseconds, with numbers"
                                            + " above 0, not " + all);
    }

    boolean isSet() {
        return !equals(NONE);
    }

    boolean isReached(long bytesWritten, long messagesWritten) {
        return bytes > 0 && bytesWritten >= bytes || messages > 0 && messagesWritten >= messages;
    }
}
