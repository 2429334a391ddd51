/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.format;

import java.io.IOException;
import java.util.function.Predicate;

import org.apache.hadoop.io.Writable;
import org.flumecamel.core.Event;

/** Flume's Writable, which fails on demand before an event, with those before it in the buffer. */
public final class BreakableWriteFormat implements SequenceFileSerializer {

    private volatile Predicate<Event> broken = event -> false;

    /** From now on writing an event that the test accepts fails. */
    public void breakAt(Predicate<Event> test) {
        broken = test;
    }

    /** From now on nothing fails. */
    public void repair() {
        broken = event -> false;
    }

    @Override
    public Class<? extends Writable> keyClass() {
        return WriteFormat.WRITABLE.keyClass();
    }

    @Override
    public Class<? extends Writable> valueClass() {
        return WriteFormat.WRITABLE.valueClass();
    }

    @Override
    public OfFile newFile() {
        OfFile file = WriteFormat.WRITABLE.newFile();
        return (event, pairs) -> {
            if (broken.test(event)) {
                throw new IOException("No space left on device (on demand)");
            }
            file.write(event, pairs);
        };
    }
}
