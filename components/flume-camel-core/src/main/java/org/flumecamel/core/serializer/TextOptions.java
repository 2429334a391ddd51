/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.serializer;

import java.util.Map;

/** The option that both text serializers have. */
final class TextOptions {

    private static final String APPEND_NEWLINE = "appendNewline";

    private TextOptions() {
    }

    static boolean appendNewline(Map<String, String> options) {
        for (String name : options.keySet()) {
            if (!APPEND_NEWLINE.equals(name)) {
                throw new IllegalArgumentException("serializer." + name + " is unknown; text serializers have serializer."
                                                   + APPEND_NEWLINE);
            }
        }
        String value = options.getOrDefault(APPEND_NEWLINE, "true");
        if (!"true".equalsIgnoreCase(value) && !"false".equalsIgnoreCase(value)) {
            throw new IllegalArgumentException("serializer." + APPEND_NEWLINE + " must be true or false, not " + value);
        }
        return Boolean.parseBoolean(value);
    }
}
