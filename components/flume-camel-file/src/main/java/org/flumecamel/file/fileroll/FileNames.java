/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.fileroll;

import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;

import org.flumecamel.file.fileroll.FilerollEndpoint.PathManager;

/** Names the files of one sink, each once (Flume SNK-FILEROLL-B1). Used by one thread at a time. */
final class FileNames {

    private static final Set<String> OPTIONS = Set.of("prefix", "extension");
    private static final DateTimeFormatter ROLL_TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    private final Clock clock;
    private final PathManager pathManager;
    private final String prefix;
    private final String extension;
    private final long start;
    private int number;

    FileNames(PathManager pathManager, Map<String, String> options, Clock clock) {
        this.clock = clock;
        this.pathManager = pathManager;
        this.prefix = plain("prefix", options.getOrDefault("prefix", ""));
        String end = plain("extension", options.getOrDefault("extension", ""));
        this.extension = end.isEmpty() ? "" : "." + end;
        this.start = clock.millis();
    }

    static void requireKnown(Map<String, String> options) {
        for (String name : options.keySet()) {
            if (!OPTIONS.contains(name)) {
                throw new IllegalArgumentException("pathManager." + name + " is unknown; there are pathManager.prefix and"
                                                   + " pathManager.extension");
            }
        }
    }

    private static String plain(String option, String value) {
        if (value.chars().anyMatch(c -> c == '/' || Character.isISOControl(c))) {
            throw new IllegalArgumentException("pathManager." + option + " must not have slashes or control characters: "
                                               + value);
        }
        return value;
    }

    String next() {
        String time = pathManager == PathManager.ROLLTIME
            ? ROLL_TIME.format(clock.instant().atZone(clock.getZone())) : Long.toString(start);
        number++;
        return prefix + time + "-" + number + extension;
    }
}
