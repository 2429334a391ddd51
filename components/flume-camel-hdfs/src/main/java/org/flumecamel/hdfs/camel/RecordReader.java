/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.camel;

import java.io.Closeable;
import java.io.IOException;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.MapFile;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.io.WritableComparable;
import org.apache.hadoop.util.ReflectionUtils;

/** Reads the records of a sequence file, a map file or an array file. */
final class RecordReader implements MessageReader {

    /** Moves on to the next record. */
    private interface Step {
        boolean next(Writable key, Writable value) throws IOException;
    }

    private final Step step;
    private final Writable key;
    private final Writable value;
    private final Closeable file;

    private RecordReader(Step step, Class<?> keyClass, Class<?> valueClass, Closeable file, Configuration configuration) {
        this.step = step;
        this.key = (Writable) ReflectionUtils.newInstance(keyClass, configuration);
        this.value = (Writable) ReflectionUtils.newInstance(valueClass, configuration);
        this.file = file;
    }

    static RecordReader of(SequenceFile.Reader reader, Configuration configuration) {
        return new RecordReader(reader::next, reader.getKeyClass(), reader.getValueClass(), reader, configuration);
    }

    static RecordReader of(MapFile.Reader reader, Configuration configuration) {
        return new RecordReader((key, value) -> reader.next((WritableComparable<?>) key, value), reader.getKeyClass(),
                reader.getValueClass(), reader, configuration);
    }

    @Override
    public Content next() throws IOException {
        return step.next(key, value) ? new Content(WritableType.java(value), WritableType.java(key)) : null;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
