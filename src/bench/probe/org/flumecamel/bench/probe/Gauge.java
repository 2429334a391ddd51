/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.bench.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A few numbers in a small mapped file, by which a measured process shows the bench how far it is. */
public final class Gauge {

    /** How many numbers there are at most. */
    public static final int NUMBERS = 4;

    private final MappedByteBuffer file;

    public Gauge(Path path) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            file = channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) NUMBERS * Long.BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Shows a number. */
    public void set(int number, long value) {
        file.putLong(number * Long.BYTES, value);
    }

    /** The number that was shown last; 0 if none was. */
    public long get(int number) {
        return file.getLong(number * Long.BYTES);
    }
}
