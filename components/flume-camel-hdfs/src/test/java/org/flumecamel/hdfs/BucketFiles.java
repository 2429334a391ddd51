/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Reads what a sink has written below a directory. */
final class BucketFiles {

    private BucketFiles() {
    }

    /** All files that are not part of the sink's own record, in the order of their paths. */
    static List<Path> below(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(Files::isRegularFile).filter(path -> !path.toString().contains("/.flume-hdfs-"))
                .sorted().toList();
        }
    }

    /** Paths relative to the directory. */
    static List<String> names(Path directory) throws IOException {
        return below(directory).stream().map(path -> directory.relativize(path).toString()).toList();
    }

    /** The lines of all files, an unfinished one with a mark. */
    static List<byte[]> lines(Path directory) throws IOException {
        List<byte[]> lines = new ArrayList<>();
        for (Path file : below(directory)) {
            byte[] bytes = Files.readAllBytes(file);
            int start = 0;
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] == '\n') {
                    lines.add(Arrays.copyOfRange(bytes, start, i));
                    start = i + 1;
                }
            }
            if (start < bytes.length) {
                lines.add(("UNFINISHED " + new String(bytes, start, bytes.length - start)).getBytes());
            }
        }
        return lines;
    }

    static List<String> texts(Path directory) throws IOException {
        return lines(directory).stream().map(String::new).toList();
    }
}
