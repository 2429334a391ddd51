/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdInputStream;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.PositionedReadable;
import org.apache.hadoop.fs.Seekable;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.io.compress.ZStandardCodec;

/** The formats a sink can write, with its options, each read back by the readers of others: Hadoop's, Avro's, zstd-jni's. */
public enum Written {

    TEXT("fileType=DataStream"),
    JSON("fileType=DataStream&serializer=JSON"),
    AVRO_EVENT("fileType=DataStream&serializer=AVRO_EVENT"),
    AVRO_EVENT_DEFLATE("fileType=DataStream&serializer=AVRO_EVENT&serializer.compressionCodec=deflate"),
    GZIP("fileType=CompressedStream&codeC=gzip"),
    DEFLATE("fileType=CompressedStream&codeC=deflate"),
    BZIP2("fileType=CompressedStream&codeC=bzip2"),
    SNAPPY("fileType=CompressedStream&codeC=snappy"),
    LZ4("fileType=CompressedStream&codeC=lz4"),
    ZSTD("fileType=CompressedStream&codeC=zstd"),
    SEQUENCE("fileType=SequenceFile"),
    SEQUENCE_TEXT("fileType=SequenceFile&writeFormat=Text"),
    SEQUENCE_GZIP("fileType=SequenceFile&codeC=gzip"),
    SEQUENCE_BZIP2("fileType=SequenceFile&codeC=bzip2"),
    SEQUENCE_SNAPPY("fileType=SequenceFile&codeC=snappy"),
    SEQUENCE_LZ4("fileType=SequenceFile&codeC=lz4"),
    SEQUENCE_ZSTD("fileType=SequenceFile&codeC=zstd");

    /** Hadoop's reader with our codec in the place of the one that needs a native library. */
    private static final Configuration CONFIGURATION = new Configuration(false) {
        @Override
        public Class<?> getClassByName(String name) throws ClassNotFoundException {
            return super.getClassByName(ZStandardCodec.class.getName().equals(name) ? ZstdCodec.class.getName() : name);
        }
    };

    private final String options;

    Written(String options) {
        this.options = options;
    }

    /** Options of the sink, as in a URI. */
    public String options() {
        return options;
    }

    /** Whether bodies may have line feeds. */
    public boolean carriesLineFeeds() {
        return !name().matches("TEXT|GZIP|DEFLATE|BZIP2|SNAPPY|LZ4|ZSTD");
    }

    /** Bodies of the events in a file, up to its end. */
    public List<byte[]> bodies(byte[] file) throws IOException {
        if (file.length == 0) {
            return List.of();
        }
        if (name().startsWith("SEQUENCE")) {
            return values(file);
        }
        if (name().startsWith("AVRO")) {
            return avro(file);
        }
        if (name().equals("JSON")) {
            return json(file);
        }
        return lines(unpacked(file));
    }

    private byte[] unpacked(byte[] file) throws IOException {
        InputStream in = new ByteArrayInputStream(file);
        if (this == TEXT) {
            return file;
        }
        try (InputStream unpacked = this == ZSTD ? new ZstdInputStream(in)
            : Codecs.named(name().toLowerCase(Locale.ROOT), CONFIGURATION).createInputStream(in)) {
            return unpacked.readAllBytes();
        }
    }

    private static List<byte[]> lines(byte[] bytes) {
        List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                lines.add(Arrays.copyOfRange(bytes, start, i));
                start = i + 1;
            }
        }
        if (start < bytes.length) {
            throw new IllegalStateException("a line is not finished: " + new String(bytes, start, bytes.length - start));
        }
        return lines;
    }

    private static List<byte[]> json(byte[] file) throws IOException {
        List<byte[]> bodies = new ArrayList<>();
        for (byte[] line : lines(file)) {
            JsonNode event = new ObjectMapper().readTree(line);
            bodies.add(event.has("body") ? event.get("body").textValue().getBytes(StandardCharsets.UTF_8)
                : event.get("bodyBase64").binaryValue());
        }
        return bodies;
    }

    private static List<byte[]> avro(byte[] file) throws IOException {
        List<byte[]> bodies = new ArrayList<>();
        try (DataFileStream<GenericRecord> events
            = new DataFileStream<>(new ByteArrayInputStream(file), new GenericDatumReader<>())) {
            for (GenericRecord event : events) {
                ByteBuffer body = (ByteBuffer) event.get("body");
                bodies.add(Arrays.copyOfRange(body.array(), body.position(), body.limit()));
            }
        }
        return bodies;
    }

    /** The values of a sequence file, as bytes. */
    private static List<byte[]> values(byte[] file) throws IOException {
        List<byte[]> values = new ArrayList<>();
        try (SequenceFile.Reader reader = reader(file)) {
            Writable value = reader.getValueClass() == Text.class ? new Text() : new BytesWritable();
            while (reader.next(new LongWritable(), value)) {
                values.add(value instanceof Text text ? text.copyBytes() : ((BytesWritable) value).copyBytes());
            }
        }
        return values;
    }

    static SequenceFile.Reader reader(byte[] file) throws IOException {
        return new SequenceFile.Reader(CONFIGURATION,
            SequenceFile.Reader.stream(new FSDataInputStream(new SeekableBytes(file))),
            SequenceFile.Reader.length(file.length));
    }

    /** Bytes as Hadoop reads them. */
    private static final class SeekableBytes extends ByteArrayInputStream implements Seekable, PositionedReadable {

        SeekableBytes(byte[] bytes) {
            super(bytes);
        }

        @Override
        public void seek(long position) {
            pos = (int) position;
        }

        @Override
        public long getPos() {
            return pos;
        }

        @Override
        public boolean seekToNewSource(long position) {
            return false;
        }

        @Override
        public int read(long position, byte[] bytes, int offset, int length) {
            int count = (int) Math.min(length, count() - position);
            System.arraycopy(buf, (int) position, bytes, offset, count);
            return count;
        }

        private int count() {
            return count;
        }

        @Override
        public void readFully(long position, byte[] bytes, int offset, int length) {
            read(position, bytes, offset, length);
        }

        @Override
        public void readFully(long position, byte[] bytes) {
            readFully(position, bytes, 0, bytes.length);
        }
    }
}
