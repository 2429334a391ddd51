/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.path;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * How the end of the last whole event is found in a file that a crashed process left behind. What stands behind it was never
 * acknowledged. Stateless and thread-safe.
 */
public interface FileEnding {

    /** Under this name it is kept in the record of open files. */
    String name();

    /**
     * How many bytes of a file are whole events, from its beginning.
     *
     * @param  in the file from its beginning; need not be buffered
     * @return    as many bytes as the file has, or more, if nothing is to be cut off or this file is of another kind
     */
    long wholeLength(InputStream in) throws IOException;

    /**
     * Cuts a local file behind its last whole event.
     *
     * @return how many bytes are cut off
     */
    default long cut(Path file) throws IOException {
        long size = Files.size(file);
        long whole;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 64 * 1024)) {
            whole = wholeLength(in);
        }
        if (whole >= size) {
            return 0;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(whole);
        }
        return size - whole;
    }
}
