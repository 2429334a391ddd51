/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.camel;

import java.util.function.Function;

import org.apache.camel.Exchange;
import org.apache.hadoop.io.BooleanWritable;
import org.apache.hadoop.io.ByteWritable;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.DoubleWritable;
import org.apache.hadoop.io.FloatWritable;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.ShortWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.io.WritableComparable;

/** The types of keys and values in files of records, and what they are in Java. */
public enum WritableType {

    NULL(NullWritable.class, Void.class, value -> NullWritable.get(), writable -> null),
    BOOLEAN(BooleanWritable.class, Boolean.class, BooleanWritable::new, BooleanWritable::get),
    BYTE(ByteWritable.class, Byte.class, ByteWritable::new, ByteWritable::get),
    SHORT(ShortWritable.class, Short.class, ShortWritable::new, ShortWritable::get),
    INT(IntWritable.class, Integer.class, IntWritable::new, IntWritable::get),
    FLOAT(FloatWritable.class, Float.class, FloatWritable::new, FloatWritable::get),
    LONG(LongWritable.class, Long.class, LongWritable::new, LongWritable::get),
    DOUBLE(DoubleWritable.class, Double.class, DoubleWritable::new, DoubleWritable::get),
    TEXT(Text.class, String.class, Text::new, Text::toString),
    BYTES(BytesWritable.class, byte[].class, BytesWritable::new, BytesWritable::copyBytes);

    private final Class<? extends WritableComparable<?>> writableClass;
    private final Class<?> javaClass;
    private final Function<Object, Writable> toWritable;
    private final Function<Writable, Object> toJava;

    <W extends WritableComparable<?>, J> WritableType(Class<W> writableClass, Class<J> javaClass,
                                                      Function<J, W> toWritable, Function<W, J> toJava) {
        this.writableClass = writableClass;
        this.javaClass = javaClass;
        this.toWritable = value -> (Writable) toWritable.apply(javaClass.cast(value));
        this.toJava = writable -> toJava.apply(writableClass.cast(writable));
    }

    Class<? extends WritableComparable<?>> writableClass() {
        return writableClass;
    }

    /**
     * A value as it is written.
     *
     * @throws org.apache.camel.CamelException if it cannot be converted to this type
     */
    Writable writable(Object value, Exchange exchange) throws Exception {
        if (this == NULL || writableClass.isInstance(value)) {
            return this == NULL ? NullWritable.get() : (Writable) value;
        }
        if (value == null) {
            throw new IllegalArgumentException("there is no value to write as " + this);
        }
        return toWritable.apply(
                exchange.getContext().getTypeConverter().mandatoryConvertTo(javaClass, exchange, value));
    }

    /** What was read, as Java has it; itself if it is of a type that is none of these. */
    static Object java(Writable writable) {
        for (WritableType type : values()) {
            if (type.writableClass.isInstance(writable)) {
                return type.toJava.apply(writable);
            }
        }
        return writable;
    }
}
