/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.fileroll;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Reads what a sink has written into a directory. */
final class WrittenFiles {

    private WrittenFiles() {
    }

    /** The files in the order of their names' numbers, which is the order they were made in. */
    static List<Path> in(Path directory) throws IOException {
        try (Stream<Path> list = Files.list(directory)) {
            return list.filter(Files::isRegularFile).sorted(Comparator
                .comparing((Path path) -> path.getFileName().toString().replaceFirst("-.*", ""))
                .thenComparing(path -> Integer.valueOf(path.getFileName().toString().replaceFirst(".*?-(\\d+).*", "$1"))))
                .toList();
        }
    }

    /** The lines of all files, an unfinished one with a mark. */
    static List<byte[]> lines(Path directory) throws IOException {
        List<byte[]> lines = new ArrayList<>();
        for (Path file : in(directory)) {
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
