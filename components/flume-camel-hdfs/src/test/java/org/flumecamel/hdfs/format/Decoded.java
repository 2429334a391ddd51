/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.util.ReflectionUtils;

/** What is in a file, decoded by the readers of others as far as the options of its sink say, as comparable texts. */
public final class Decoded {

    private static final Pattern HEADERS = Pattern.compile("\\{([^{}]*)\\}");

    private Decoded() {
    }

    /** The parts of a file; the whole text where there are no parts. */
    public static List<String> events(byte[] file, Map<String, String> options) throws IOException {
        if ("SequenceFile".equalsIgnoreCase(options.get("fileType"))) {
            return pairs(file);
        }
        byte[] unpacked = file;
        if (options.containsKey("codeC")) {
            unpacked = Codecs.named(options.get("codeC"), new Configuration(false))
                .createInputStream(new ByteArrayInputStream(file)).readAllBytes();
        }
        if (options.getOrDefault("serializer", "TEXT").toUpperCase().contains("AVRO")) {
            return avro(unpacked);
        }
        // Flume's headers are in no order
        return List.of(HEADERS.matcher(new String(unpacked, StandardCharsets.ISO_8859_1))
            .replaceAll(headers -> Stream.of(headers.group(1).split(", ")).sorted().toList().toString()));
    }

    private static List<String> pairs(byte[] file) throws IOException {
        List<String> pairs = new ArrayList<>();
        try (SequenceFile.Reader reader = Written.reader(file)) {
            pairs.add(reader.getKeyClassName() + " " + reader.getValueClassName() + " " + reader.getCompressionType() + " "
                      + reader.getCompressionCodec());
            pairs.set(0, pairs.get(0).replaceFirst("@.*", ""));
            LongWritable key = new LongWritable();
            Writable value = (Writable) ReflectionUtils.newInstance(reader.getValueClass(), new Configuration(false));
            while (reader.next(key, value)) {
                pairs.add(key + " " + value);
            }
        }
        return pairs;
    }

    private static List<String> avro(byte[] file) throws IOException {
        List<String> data = new ArrayList<>();
        try (DataFileStream<Object> in = new DataFileStream<>(new ByteArrayInputStream(file), new GenericDatumReader<>())) {
            data.add(in.getSchema() + " " + in.getMetaString("avro.codec"));
            for (Object datum : in) {
                if (datum instanceof GenericRecord event) {
                    Map<String, String> headers = new TreeMap<>();
                    ((Map<?, ?>) event.get("headers")).forEach((name, value) -> headers.put("" + name, "" + value));
                    data.add(headers + " " + event.get("body"));
                } else {
                    data.add(datum.toString());
                }
            }
        }
        return data;
    }
}
