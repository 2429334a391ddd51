/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.format;

import org.apache.camel.CamelContext;
import org.apache.camel.support.CamelContextHelper;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.flumecamel.core.serializer.EventSerializers;

/** Makes the format that a sink's options describe. */
public final class FileFormats {

    private FileFormats() {
    }

    /**
     * A format.
     *
     * @param serializers   writes the events; not for sequence files
     * @param writeFormat   {@code Writable}, {@code Text}, a {@code #bean} or the class of a {@link SequenceFileSerializer}
     * @param codec         name of the compression; null for none
     * @param configuration Hadoop's
     * @throws IllegalArgumentException if the options do not go together or name something that is not there
     */
    public static FileFormat of(FileType type, EventSerializers serializers, String writeFormat, String codec,
        CamelContext context, Configuration configuration) {
        CompressionCodec compression = codec == null || codec.isBlank() ? null : Codecs.named(codec.trim(), configuration);
        switch (type) {
            case SequenceFile:
                return new SequenceFiles(serializer(context, writeFormat), compression, configuration);
            case CompressedStream:
                if (compression == null) {
                    throw new IllegalArgumentException("fileType CompressedStream needs a codeC, as in codeC: gzip");
                }
                return new CompressedStream(serializers, compression, configuration);
            default:
                if (compression != null) {
                    throw new IllegalArgumentException("fileType DataStream is not compressed: leave codeC out, or choose"
                                                       + " fileType CompressedStream");
                }
                return new DataStream(serializers);
        }
    }

    private static SequenceFileSerializer serializer(CamelContext context, String name) {
        for (WriteFormat format : WriteFormat.values()) {
            if (format.name().equalsIgnoreCase(name)) {
                return format;
            }
        }
        if (name.startsWith("#")) {
            SequenceFileSerializer bean
                = CamelContextHelper.lookup(context, name.substring(1), SequenceFileSerializer.class);
            if (bean != null) {
                return bean;
            }
        }
        Class<?> type = context.getClassResolver().resolveClass(name);
        if (type == null || !SequenceFileSerializer.class.isAssignableFrom(type)) {
            throw new IllegalArgumentException("writeFormat must be Writable, Text, or the #bean or the class of a "
                                               + SequenceFileSerializer.class.getName() + ", not " + name);
        }
        return (SequenceFileSerializer) context.getInjector().newInstance(type);
    }
}
