/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.SeekableInput;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Makes an event of each datum of an Avro container file: the datum's bytes as they are, the schema in a header (Flume
 * SER-IN-B2). A position is a block's and the number of events in it; Flume's are blocks', too.
 */
final class AvroDeserializer implements EventDeserializer {

    private static final String HASH_HEADER = "flume.avro.schema.hash";
    private static final String LITERAL_HEADER = "flume.avro.schema.literal";

    /** A block may hold so many data that have no bytes at all. */
    private static final int MANY_EMPTY = 100_000;

    /** What identifies the schema in the header. */
    private enum SchemaType {
        HASH, LITERAL
    }

    private final SpoolContent content;
    private final DataFileReader<Object> reader;
    private final Schema schema;
    private final Map<String, String> headers;
    private final int maxBlockBytes;
    private BinaryDecoder decoder;
    private byte[] block = {};
    private int blockEnd;
    private long remaining;
    private long blockStart;
    private long inBlock;
    private int from;
    private int to;

    private AvroDeserializer(SpoolContent content, Position start, SchemaType type, int maxBlockBytes) throws IOException {
        this.content = content;
        this.maxBlockBytes = maxBlockBytes;
        try {
            reader = new DataFileReader<>(new Input(), new GenericDatumReader<>());
            schema = reader.getSchema();
            headers = Map.of(type == SchemaType.HASH ? HASH_HEADER : LITERAL_HEADER,
                    type == SchemaType.HASH ? hash(schema) : schema.toString());
            if (start.offset() > 0) {
                reader.sync(start.offset());
            }
        } catch (AvroRuntimeException e) {
            throw asRead(e);
        }
        for (long skipped = 0; skipped < start.events(); skipped++) {
            if (!next()) {
                throw new EOFException("its block at " + start.offset() + " has no " + start.events() + " events any more");
            }
        }
    }

    /** @throws IllegalArgumentException naming an option that is wrong */
    static EventDeserializerFactory factory(Map<String, String> options) {
        DeserializerOptions own = new DeserializerOptions("AVRO", options);
        String name = own.text("schemaType", SchemaType.HASH.name());
        int maxBlockBytes = own.number("maxBlockBytes", 64 << 20);
        own.requireNoOther();
        SchemaType type;
        try {
            type = SchemaType.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("deserializer.schemaType must be HASH or LITERAL, not " + name, e);
        }
        return new EventDeserializerFactory() {
            @Override
            public EventDeserializer open(SpoolContent content, Position start) throws IOException {
                return new AvroDeserializer(content, start, type, maxBlockBytes);
            }

            @Override
            public boolean readsUnpacked() {
                return false;
            }
        };
    }

    private static String hash(Schema schema) {
        try {
            return HexFormat.of().formatHex(SchemaNormalization.parsingFingerprint("CRC-64-AVRO", schema));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean next() throws IOException {
        try {
            while (remaining == 0) {
                if (!nextBlock()) {
                    return false;
                }
            }
            from = at();
            GenericDatumReader.skip(schema, decoder);
            to = at();
        } catch (EOFException e) {
            throw new IOException("a datum of the block at offset " + blockStart + " is longer than its block", e);
        } catch (AvroRuntimeException e) {
            throw asRead(e);
        }
        remaining--;
        inBlock++;
        return true;
    }

    private int at() throws IOException {
        return blockEnd - decoder.inputStream().available();
    }

    private boolean nextBlock() throws IOException {
        blockStart = Math.max(0, reader.previousSync() - DataFileConstants.SYNC_SIZE);
        inBlock = 0;
        if (isEnd()) {
            return false;
        }
        try {
            if (!reader.hasNext()) {
                return false;
            }
            ByteBuffer bytes = reader.nextBlock();
            // the reader uses its array again, and events are slices of ours
            block = new byte[bytes.remaining()];
            bytes.get(block);
        } catch (OutOfMemoryError e) {
            throw new IOException("the block at offset " + blockStart + " is too large for the memory there is", e);
        }
        blockEnd = block.length;
        remaining = reader.getBlockCount();
        if (remaining > Math.max(blockEnd, MANY_EMPTY)) {
            throw new IOException("the block at offset " + blockStart + " is said to hold " + remaining + " data in "
                                  + blockEnd + " bytes");
        }
        decoder = DecoderFactory.get().binaryDecoder(block, decoder);
        return true;
    }

    /** Whether no block follows. Refuses one that is larger than it may be, before anything is allocated for it. */
    private boolean isEnd() throws IOException {
        long here = content.tell();
        content.seek(reader.previousSync());
        byte[] head = new byte[20];
        int count = content.read(head, 0, head.length);
        content.seek(here);
        if (count <= 0) {
            return true;
        }
        BinaryDecoder numbers = DecoderFactory.get().binaryDecoder(head, null);
        numbers.readLong();
        long size = numbers.readLong();
        if (size < 0 || size > maxBlockBytes || size > content.size()) {
            throw new IOException("the block at offset " + blockStart + " has " + size + " bytes; the file has "
                                  + content.size() + ", and deserializer.maxBlockBytes is " + maxBlockBytes);
        }
        return false;
    }

    private static IOException asRead(AvroRuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof FileAccessException access) {
                return access;
            }
        }
        return new IOException("it is no Avro container file, or a damaged one: " + e.getMessage(), e);
    }

    @Override
    public byte[] array() {
        return block;
    }

    @Override
    public int from() {
        return from;
    }

    @Override
    public int length() {
        return to - from;
    }

    @Override
    public Position position() {
        return new Position(blockStart, inBlock);
    }

    @Override
    public Map<String, String> headers() {
        return headers;
    }

    /** The file, as Avro reads it. */
    private final class Input implements SeekableInput {

        @Override
        public void seek(long offset) throws IOException {
            content.seek(Math.min(offset, content.size()));
        }

        @Override
        public long tell() throws IOException {
            return content.tell();
        }

        @Override
        public long length() {
            return content.size();
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            return content.read(into, at, length);
        }

        @Override
        public void close() {
            // the file is not ours
        }
    }
}
