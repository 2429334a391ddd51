/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.basics.logger;

import org.flumecamel.core.Event;

/**
 * The text form Flume's logger sink gives an event: headers, and the first bytes of the body in hexadecimal and ASCII. Lines
 * of the dump after the first begin with their offset. Control characters in headers become dots, so that outside data cannot
 * forge a line of the log.
 */
final class EventText {

    private static final int BYTES_PER_LINE = 16;
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private final int maxBytes;

    EventText(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    String of(Event event) {
        StringBuilder text = new StringBuilder(128).append("{ headers:");
        appendHeaders(text, event.headers().toString());
        text.append(" body:");
        int length = Math.min(event.length(), maxBytes);
        for (int from = 0; from < length; from += BYTES_PER_LINE) {
            if (from > 0) {
                text.append(System.lineSeparator());
                appendOffset(text, from);
            }
            text.append(' ');
            appendLine(text, event, from, Math.min(length, from + BYTES_PER_LINE));
        }
        return text.append(" }").toString();
    }

    private static void appendHeaders(StringBuilder text, String headers) {
        for (int i = 0; i < headers.length(); i++) {
            char c = headers.charAt(i);
            text.append(Character.isISOControl(c) ? '.' : c);
        }
    }

    private static void appendOffset(StringBuilder text, int offset) {
        for (int shift = 28; shift >= 0; shift -= 4) {
            text.append(HEX[offset >> shift & 0xF]);
        }
    }

    private static void appendLine(StringBuilder text, Event event, int from, int to) {
        byte[] array = event.array();
        for (int i = from; i < from + BYTES_PER_LINE; i++) {
            if (i < to) {
                int b = array[event.offset() + i] & 0xFF;
                text.append(HEX[b >> 4]).append(HEX[b & 0xF]).append(' ');
            } else {
                text.append("   ");
            }
        }
        for (int i = from; i < to; i++) {
            byte b = array[event.offset() + i];
            text.append(b >= ' ' && b < 127 ? (char) b : '.');
        }
    }
}
