/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.format;

import java.io.IOException;

import org.apache.hadoop.io.Writable;
import org.flumecamel.core.Event;

/**
 * Makes keys and values of a sequence file from events (Flume SNK-HDFS-O16). A class of this type with a constructor without
 * parameters can be named in the option {@code writeFormat} by its class name, an instance in the registry as
 * {@code #bean}. One instance serves all files of a sink: it is thread-safe.
 */
public interface SequenceFileSerializer {

    /** Takes the pairs of an event. They are written before it returns, so that the same objects may be used again. */
    @FunctionalInterface
    interface Pairs {
        void add(Writable key, Writable value) throws IOException;
    }

    /** The serializer of one file. Used by one thread at a time. */
    @FunctionalInterface
    interface OfFile {

        /** Writes an event as any number of pairs. */
        void write(Event event, Pairs pairs) throws IOException;
    }

    /** The class of all keys. */
    Class<? extends Writable> keyClass();

    /** The class of all values. */
    Class<? extends Writable> valueClass();

    /** A serializer for one file. */
    OfFile newFile();
}
