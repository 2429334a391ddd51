/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.journal;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Who made a journal and where. The id goes into the ids of puts; a copy of the journal, in another directory or on another
 * machine, must not use it, because two sources with one id would suppress each other's events at a shared broker.
 *
 * @param kind   how the first line begins, with the version of the format
 * @param id     128 random bits
 * @param file   the journal itself: a copy is another file
 * @param place  its path, the host name and the machine's id: a copied disk is mounted elsewhere
 */
public record JournalHead(String kind, String id, FileIdentity file, String place) {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Another 128 random bits each time, in hexadecimal digits. */
    public static String newId() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** What a head is to say that is right for this file in this place. */
    public static JournalHead here(String kind, String id, Path file, Path finalPath) throws IOException {
        FileStat stat = FileStat.of(file);
        if (stat == null) {
            throw new IOException(file + " is not there");
        }
        Path directory = finalPath.getParent().toRealPath();
        String place = directory.resolve(finalPath.getFileName()) + "@" + line("/proc/sys/kernel/hostname") + "@"
                       + line("/etc/machine-id");
        return new JournalHead(kind, id, stat.identity(), URLEncoder.encode(place, StandardCharsets.UTF_8));
    }

    private static String line(String path) {
        try {
            return Files.readString(Path.of(path)).trim();
        } catch (IOException e) {
            return "";
        }
    }

    /** @throws RuntimeException if these are not the fields of such a line */
    public static JournalHead parse(String kind, String[] fields) {
        if (!fields[0].equals(kind) || fields[1].length() != 32) {
            throw new IllegalArgumentException("it does not begin with " + kind);
        }
        return new JournalHead(kind, fields[1], new FileIdentity(Long.parseLong(fields[2]), Long.parseLong(fields[3])),
                fields[4]);
    }

    @Override
    public String toString() {
        return String.join(" ", kind, id, Long.toString(file.device()), Long.toString(file.inode()), place);
    }
}
