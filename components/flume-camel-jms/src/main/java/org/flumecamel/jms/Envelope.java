/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

import org.flumecamel.core.EventBatch;

/**
 * The body of a channel's message: a head of 28 bytes, the id of the put, and the events in Avro's binary encoding,
 * compressed or not. All numbers of the head are big-endian.
 * <pre>
 *  0  4 bytes  F1 0E 45 42
 *  4  1 byte   version: 1
 *  5  1 byte   compression: 0 none, 1 lz4 (block), 2 zstd (frame)
 *  6  2 bytes  length of the id, unsigned
 *  8  4 bytes  number of events
 * 12  4 bytes  length of the events in Avro, before compression
 * 16  8 bytes  when the source read the first event, in milliseconds since the epoch
 * 24  4 bytes  CRC-32C of all bytes before and behind these four
 * 28           id in UTF-8, then the events
 * </pre>
 *
 * @param id    id of the put, or null if it has none
 * @param batch the events
 */
record Envelope(String id, EventBatch batch) {

    static final int HEAD = 28;

    private static final int MAGIC = 0xF10E4542;
    private static final int VERSION = 1;
    private static final int CRC_AT = 24;
    private static final int MAX_ID = 0xFFFF;

    /**
     * How many bytes the events of one message may have: an eighth of the heap, at least 64 MiB. A reader refuses more
     * before it allocates anything.
     */
    private static final long MAX_RAW
            = Math.min(Integer.MAX_VALUE - 64, Math.max(64L << 20, Runtime.getRuntime().maxMemory() / 8));
    /** An event takes some 48 bytes of heap however small it is. */
    private static final long MAX_EVENTS = MAX_RAW / 32;
    private static final int MAX_ENTRIES = (int) (MAX_RAW / 128);

    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** How many bytes a message may have: what {@link #encode} makes never has more. */
    static long maxBytes() {
        return MAX_RAW + HEAD + MAX_ID;
    }

    /**
     * The bytes of a message; only the first {@code length} of the array count.
     */
    record Encoded(byte[] array, int length) {
    }

    /**
     * Encodes a batch.
     *
     * @param  id                       may be null
     * @throws IllegalArgumentException if it is too large for one message
     */
    static Encoded encode(EventBatch batch, String id, Compression compression) {
        byte[] idBytes = id == null ? new byte[0] : id.getBytes(StandardCharsets.UTF_8);
        if (idBytes.length > MAX_ID) {
            throw new IllegalArgumentException("The id of a put is longer than " + MAX_ID + " bytes");
        }
        if (batch.size() > MAX_EVENTS || batch.bytes() > MAX_RAW) {
            throw tooLarge(batch);
        }
        int start = HEAD + idBytes.length;
        boolean compressed = compression != Compression.NONE;
        AvroEventWriter writer = new AvroEventWriter(compressed ? 0 : start, batch);
        writer.write(batch);
        int raw = writer.end() - (compressed ? 0 : start);
        if (raw > MAX_RAW || writer.entries() > MAX_ENTRIES) {
            throw tooLarge(batch);
        }
        byte[] array = writer.array();
        int end = writer.end();
        if (compressed) {
            array = new byte[start + compression.bound(raw)];
            end = start + compression.compress(writer.array(), raw, array, start);
            if (end - start >= raw) {
                return encode(batch, id, Compression.NONE);
            }
        }
        System.arraycopy(idBytes, 0, array, HEAD, idBytes.length);
        long receivedAt = batch.isEmpty() ? 0 : batch.get(0).receivedAt();
        writeHead(array, compression, idBytes.length, batch.size(), raw, receivedAt);
        INTS.set(array, CRC_AT, crc(array, end));
        return new Encoded(array, end);
    }

    private static IllegalArgumentException tooLarge(EventBatch batch) {
        return new IllegalArgumentException(
                batch + " is too large for one message, which may have " + MAX_RAW + " bytes, " + MAX_EVENTS + " events and "
                                            + MAX_ENTRIES + " different headers; lower the batch size of its source");
    }

    private static void writeHead(byte[] array, Compression compression, int idLength, int events, int raw, long receivedAt) {
        INTS.set(array, 0, MAGIC);
        array[4] = VERSION;
        array[5] = (byte) compression.code();
        SHORTS.set(array, 6, (short) idLength);
        INTS.set(array, 8, events);
        INTS.set(array, 12, raw);
        LONGS.set(array, 16, receivedAt);
    }

    private static int crc(byte[] array, int end) {
        CRC32C crc = new CRC32C();
        crc.update(array, 0, CRC_AT);
        crc.update(array, CRC_AT + Integer.BYTES, end - CRC_AT - Integer.BYTES);
        return (int) crc.getValue();
    }

    /** Whether bytes begin as an envelope does. */
    static boolean isOne(byte[] bytes) {
        return bytes.length >= Integer.BYTES && (int) INTS.get(bytes, 0) == MAGIC;
    }

    /**
     * Decodes a message. The bodies of the events are ranges of the array, or of one new array if they were compressed.
     *
     * @throws CorruptEnvelopeException if it cannot be read
     */
    static Envelope decode(byte[] array) throws CorruptEnvelopeException {
        if (array.length < HEAD || !isOne(array)) {
            throw new CorruptEnvelopeException("It does not begin as a batch of events does, or is cut short");
        }
        if (array[4] != VERSION) {
            throw new CorruptEnvelopeException("It has format version " + array[4] + "; this release reads version " + VERSION);
        }
        if ((int) INTS.get(array, CRC_AT) != crc(array, array.length)) {
            throw new CorruptEnvelopeException("Its checksum is wrong");
        }
        int start = HEAD + ((short) SHORTS.get(array, 6) & MAX_ID);
        int events = (int) INTS.get(array, 8);
        int raw = (int) INTS.get(array, 12);
        if (start > array.length || raw < 0 || raw > MAX_RAW || events < 0 || events > MAX_EVENTS) {
            throw new CorruptEnvelopeException("It claims " + events + " events in " + raw + " bytes");
        }
        String id = start == HEAD ? null : new String(array, HEAD, start - HEAD, StandardCharsets.UTF_8);
        long receivedAt = (long) LONGS.get(array, 16);
        Compression compression = Compression.of(array[5]);
        if (compression == Compression.NONE) {
            return new Envelope(id, new AvroEventReader(array, start, array.length, MAX_ENTRIES, receivedAt).read(events));
        }
        byte[] avro = decompress(compression, array, start, raw);
        return new Envelope(id, new AvroEventReader(avro, 0, raw, MAX_ENTRIES, receivedAt).read(events));
    }

    private static byte[] decompress(Compression compression, byte[] array, int start, int raw)
            throws CorruptEnvelopeException {
        if (compression == null) {
            throw new CorruptEnvelopeException("It has compression code " + array[5] + ", which this release does not know");
        }
        byte[] avro = new byte[raw];
        try {
            int length = compression.decompress(array, start, array.length - start, avro);
            if (length != raw) {
                throw new CorruptEnvelopeException("It has " + length + " bytes of events in place of " + raw);
            }
            return avro;
        } catch (RuntimeException e) {
            throw new CorruptEnvelopeException("It cannot be decompressed: " + e.getMessage(), e);
        }
    }
}
