/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import org.apache.camel.LineNumberAware;

/** Where in which file something is written, as people write it: {@code routes/a.yaml:12}. */
record SourcePlace(String file, int line) {

    private static final String FILE = "file:";
    /** How many lines a step with all its options may have. */
    private static final int STEP_LINES = 40;

    static SourcePlace of(LineNumberAware node) {
        String location = node.getLocation();
        return new SourcePlace(location == null ? "" : file(location), node.getLineNumber());
    }

    static SourcePlace of(String location, int line) {
        return new SourcePlace(file(location), line);
    }

    /** A file below the current directory relative to it, any other as it is. */
    private static String file(String location) {
        if (!location.startsWith(FILE)) {
            return location;
        }
        Path path = Path.of(location.substring(FILE.length()));
        Path here = Path.of("").toAbsolutePath();
        return (path.startsWith(here) ? here.relativize(path) : path).toString();
    }

    /** The next line that has the word as a key or an option, among those a step may take; this place if there is none. */
    SourcePlace of(String word) {
        Pattern here = Pattern.compile("(^|.*[\\s\"'?&-])" + Pattern.quote(word) + "[\"']?\\s*[:=].*");
        try {
            List<String> lines = Files.readAllLines(Path.of(file));
            for (int next = Math.max(1, line); next <= Math.min(lines.size(), line + STEP_LINES); next++) {
                if (here.matcher(lines.get(next - 1)).matches()) {
                    return new SourcePlace(file, next);
                }
            }
        } catch (IOException e) {
            return this;
        }
        return this;
    }

    boolean isKnown() {
        return !file.isEmpty();
    }

    @Override
    public String toString() {
        return line > 0 ? file + ":" + line : file;
    }
}
