/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.journal;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** A line of a journal: a checksum, a blank, the content in ISO 8859-1. */
public final class ChecksummedLine {

    /** Length of a checksum and the blank behind it. */
    private static final int SUM = 9;

    private ChecksummedLine() {
    }

    /** A line, with its line feed. */
    public static String of(String content) {
        StringBuilder line = new StringBuilder(content.length() + SUM + 1);
        add(line, content);
        return line.toString();
    }

    /** Adds a line, with its line feed. */
    public static void add(StringBuilder to, String content) {
        String sum = Integer.toHexString(sum(content));
        to.append("00000000", 0, 8 - sum.length()).append(sum).append(' ').append(content).append('\n');
    }

    private static int sum(String content) {
        CRC32C sum = new CRC32C();
        sum.update(content.getBytes(StandardCharsets.ISO_8859_1));
        return (int) sum.getValue();
    }

    /** The content of a line, or null if it is torn or damaged. */
    public static String content(String line) {
        if (line.length() <= SUM || line.charAt(SUM - 1) != ' ') {
            return null;
        }
        try {
            String content = line.substring(SUM);
            return Integer.parseUnsignedInt(line, 0, SUM - 1, 16) == sum(content) ? content : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
