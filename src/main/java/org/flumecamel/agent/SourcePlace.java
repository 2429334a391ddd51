/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.nio.file.Path;

import org.apache.camel.LineNumberAware;

/** Where in which file something is written, as people write it: {@code routes/a.yaml:12}. */
record SourcePlace(String file, int line) {

    private static final String FILE = "file:";

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

    boolean isKnown() {
        return !file.isEmpty();
    }

    @Override
    public String toString() {
        return line > 0 ? file + ":" + line : file;
    }
}
