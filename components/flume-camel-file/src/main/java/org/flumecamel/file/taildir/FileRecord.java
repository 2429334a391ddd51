/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The line of the journal that says what a generation is, until the position file says it. */
final class FileRecord {

    /** How the line of a file begins. */
    static final String KIND = "file";

    private FileRecord() {
    }

    static String format(PositionRecord file) {
        return String.join(" ", KIND, Long.toString(file.generation()), Long.toString(file.device()),
                Long.toString(file.inode()), Long.toString(file.position()), Integer.toString(file.piece()),
                format(file.fingerprint()), format(file.anchor()), URLEncoder.encode(file.file(), StandardCharsets.UTF_8));
    }

    /** @throws RuntimeException if these are not the fields of such a line */
    static PositionRecord parse(String[] fields) {
        return new PositionRecord(Long.parseLong(fields[3]), Long.parseLong(fields[4]),
                URLDecoder.decode(fields[8], StandardCharsets.UTF_8), Long.parseLong(fields[2]), Long.parseLong(fields[1]),
                imprint(fields[6]), imprint(fields[7]), Integer.parseInt(fields[5]));
    }

    private static String format(Imprint imprint) {
        return imprint.length() + ":" + Long.toHexString(imprint.sum());
    }

    private static Imprint imprint(String text) {
        String[] fields = text.split(":");
        int length = Integer.parseInt(fields[0]);
        if (length < 0 || length > TailedFile.FINGERPRINT) {
            throw new IllegalArgumentException("a checksum of " + length + " bytes");
        }
        return length == 0 ? Imprint.NONE : new Imprint(length, Long.parseUnsignedLong(fields[1], 16));
    }
}
