/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.format;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.path.FileEnding;
import org.flumecamel.core.serializer.EventSerializers;

/**
 * Files of what the serializer writes, compressed. Each flush ends a member of the file (a gzip member, a zstd frame, a bzip2
 * stream, a block of snappy or LZ4), as Flume does: the file up to there is whole, whatever happens next. A large batch becomes
 * several members, which are compressed at the same time where there are processors for it.
 */
record CompressedStream(EventSerializers serializers, CompressionCodec codec, Configuration configuration)
    implements FileFormat {

    /** What is worth a thread of its own, in bytes before compression; smaller pieces would make the file much larger. */
    private static final int PIECE = 64 * 1024;
    private static final int MOST_PIECES = Runtime.getRuntime().availableProcessors();

    @Override
    public FileBody open(FSDataOutputStream out) throws IOException {
        return new Body(out);
    }

    @Override
    public String extension() {
        return codec.getDefaultExtension();
    }

    @Override
    public FileEnding ending() {
        return HadoopEnding.of(codec);
    }

    /**
     * One file: serializer, buffer, compression, file. What is in the buffer is compressed when it makes a piece, or at a
     * flush; several pieces at the same time.
     */
    private final class Body implements FileBody {

        private final OutputStream file;
        private final EventBuffer buffer = new EventBuffer();
        private final DataStream.Body body = new DataStream.Body(serializers.get(), buffer);
        private final List<CompressedMember> members = new ArrayList<>();
        /** Where in the buffer each piece ends; an event ends there. */
        private final List<Integer> ends = new ArrayList<>();

        Body(OutputStream file) {
            this.file = file;
        }

        @Override
        public int fitting(EventBatch events) {
            return body.fitting(events);
        }

        @Override
        public void append(EventBatch events) throws IOException {
            int parts = (int) Math.max(1, Math.min(MOST_PIECES, events.bytes() / PIECE));
            for (int part = 0; part < parts; part++) {
                body.append(events.subBatch(events.size() * part / parts, events.size() * (part + 1) / parts));
                if (buffer.size() - (ends.isEmpty() ? 0 : ends.get(ends.size() - 1)) >= PIECE) {
                    ends.add(buffer.size());
                }
            }
            if (!ends.isEmpty()) {
                compress();
            }
        }

        @Override
        public void flush() throws IOException {
            body.flush();
            compress();
        }

        @Override
        public void finish() throws IOException {
            body.finish();
            compress();
        }

        private void compress() throws IOException {
            if (buffer.size() == 0) {
                return;
            }
            // the rest goes with the last piece
            if (ends.isEmpty()) {
                ends.add(buffer.size());
            } else {
                ends.set(ends.size() - 1, buffer.size());
            }
            while (members.size() < ends.size()) {
                members.add(new CompressedMember(codec, configuration));
            }
            try {
                IntStream.range(0, ends.size()).parallel().forEach(this::compress);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            for (CompressedMember member : members.subList(0, ends.size())) {
                member.drainTo(file);
            }
            ends.clear();
            buffer.clear();
        }

        private void compress(int piece) {
            try {
                members.get(piece).compress(buffer, piece == 0 ? 0 : ends.get(piece - 1), ends.get(piece));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void release() {
            members.forEach(CompressedMember::release);
            members.clear();
        }
    }
}
