/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel.deadletter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A directory of dead letters.
 *
 * @param path where it is
 */
public record DeadLetterFolder(Path path) {

    /** What the name of a file ends with when all of it was sent again. */
    public static final String REPLAYED = ".replayed";

    /** The files of all dead letters in it, by name and in the order they were begun. */
    public List<DeadLetterFile> files() throws IOException {
        try (Stream<Path> entries = Files.list(path)) {
            return entries.map(DeadLetterFile::at).filter(Objects::nonNull).sorted().toList();
        }
    }

    /** The files of one dead letter. */
    public List<DeadLetterFile> files(String name) throws IOException {
        return files().stream().filter(file -> file.name().equals(name)).toList();
    }

    /** Files that are kept although all of them was sent again. */
    public List<Path> replayed() throws IOException {
        try (Stream<Path> entries = Files.list(path)) {
            return entries.filter(entry -> entry.toString().endsWith(".avro" + REPLAYED)).sorted().toList();
        }
    }
}
