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

/**
 * What a reader at the end of a channel has seen, in a small mapped file that the bench watches. The same class serves
 * both sides. If bodies are to be checked, each must be the decimal number that follows the one before.
 */
public final class Reading {

    private final MappedByteBuffer file;
    private final boolean checking = Boolean.getBoolean("check");
    private long count;
    private long wrong;

    public Reading() {
        Path path = Path.of(System.getProperty("progress"));
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            file = channel.map(FileChannel.MapMode.READ_WRITE, 0, 2 * Long.BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isChecking() {
        return checking;
    }

    /** One event whose body is not looked at. */
    public void add() {
        count++;
    }

    /** One event whose body must be the next number. */
    public void add(byte[] array, int offset, int length) {
        long rest = count++;
        int at = offset + length;
        do {
            at--;
            if (at < offset || array[at] != '0' + rest % 10) {
                wrong++;
                return;
            }
            rest /= 10;
        } while (rest > 0);
        if (at != offset) {
            wrong++;
        }
    }

    /** Shows the bench how far it has come. */
    public void publish() {
        file.putLong(Long.BYTES, wrong);
        file.putLong(0, count);
    }
}
