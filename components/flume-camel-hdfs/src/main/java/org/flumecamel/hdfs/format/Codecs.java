/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.format;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonConfigurationKeysPublic;
import org.apache.hadoop.io.compress.CodecPool;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.io.compress.ZStandardCodec;
import org.apache.hadoop.util.ReflectionUtils;

/** Finds the compression that the option {@code codeC} names (Flume SNK-HDFS-O12). */
public final class Codecs {

    private static final String SUFFIX = "Codec";
    private static final int BUFFER = 64 * 1024;

    private Codecs() {
    }

    /**
     * The codec of a name: of those Hadoop's configuration and the jars on the class path have, the one whose class has this
     * name, with or without package or the ending {@code Codec}, in any letter case; {@code zstd} stands for zstandard.
     *
     * @return null for {@code none}
     * @throws IllegalArgumentException if there is none, or it cannot work here
     */
    public static CompressionCodec named(String name, Configuration configuration) {
        if ("none".equalsIgnoreCase(name)) {
            return null;
        }
        Configuration own = new Configuration(configuration);
        own.setInt(CommonConfigurationKeysPublic.IO_FILE_BUFFER_SIZE_KEY,
            Math.max(BUFFER, own.getInt(CommonConfigurationKeysPublic.IO_FILE_BUFFER_SIZE_KEY, BUFFER)));
        Class<? extends CompressionCodec> type = type(name, own);
        // Hadoop's own works with a native library of Hadoop only
        return type == ZStandardCodec.class ? new ZstdCodec() : tried(ReflectionUtils.newInstance(type, own), name);
    }

    private static Class<? extends CompressionCodec> type(String name, Configuration configuration) {
        List<String> names = new ArrayList<>(List.of("none"));
        for (Class<? extends CompressionCodec> type : CompressionCodecFactory.getCodecClasses(configuration)) {
            if (matches(type, name)) {
                return type;
            }
            names.add(shortName(type));
        }
        if ("zstd".equalsIgnoreCase(name)) {
            return ZStandardCodec.class;
        }
        Class<?> type = configuration.getClassByNameOrNull(name);
        if (type != null && CompressionCodec.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
            return type.asSubclass(CompressionCodec.class);
        }
        throw new IllegalArgumentException("codeC must be one of " + String.join(", ", names)
                                           + ", or the class of a codec on the class path, not " + name);
    }

    private static boolean matches(Class<?> type, String name) {
        return type.getName().equals(name) || type.getSimpleName().equalsIgnoreCase(name)
               || shortName(type).equalsIgnoreCase(name);
    }

    private static String shortName(Class<?> type) {
        String name = type.getSimpleName();
        return (name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name).toLowerCase(Locale.ROOT);
    }

    /** A codec whose library is missing says so at the start, not at the first event. */
    private static CompressionCodec tried(CompressionCodec codec, String name) {
        try {
            CodecPool.returnCompressor(CodecPool.getCompressor(codec));
            return codec;
        } catch (RuntimeException | LinkageError e) {
            throw new IllegalArgumentException("codeC " + name + ": a library that " + codec.getClass().getName()
                                               + " needs is missing: " + e, e);
        }
    }
}
