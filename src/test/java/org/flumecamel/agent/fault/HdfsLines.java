/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.fault;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.client.HdfsDataInputStream;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.SequenceFile.Reader;

/**
 * The lines in a file of a cluster, which may still be written: of text, of gzip, or the records of a sequence file. By its
 * first bytes it is told what it is. A file that is cut off ends with an {@link java.io.EOFException}.
 */
public final class HdfsLines {

    private static final byte[] SEQUENCE_FILE = "SEQ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GZIP = {0x1F, (byte) 0x8B, 8};
    private static final int BUFFER = 64 * 1024;

    private HdfsLines() {
    }

    /** Counts the lines of all files below a directory, oldest name first. */
    public static Tally count(HdfsCluster cluster, Path below, Tally tally) throws IOException {
        for (FileStatus file : cluster.files(below)) {
            try (InputStream lines = of(cluster.client().open(file.getPath()))) {
                tally.add(file.getPath().getName(), lines);
            }
        }
        return tally;
    }

    /** The lines of a file, as far as it is visible now. */
    static InputStream of(FSDataInputStream file) throws IOException {
        long length = ((HdfsDataInputStream) file).getVisibleLength();
        byte[] first = file.readNBytes(SEQUENCE_FILE.length);
        file.seek(0);
        if (Arrays.equals(first, SEQUENCE_FILE)) {
            return new Records(new SequenceFile.Reader(new Configuration(false), Reader.stream(file), Reader.length(length)));
        }
        return Arrays.equals(first, GZIP) ? new GZIPInputStream(file, BUFFER) : file;
    }

    /** The values of a sequence file, each with an end of line. */
    private static final class Records extends InputStream {

        private final SequenceFile.Reader reader;
        private final LongWritable key = new LongWritable();
        private final BytesWritable value = new BytesWritable();
        private ByteArrayInputStream line = new ByteArrayInputStream(new byte[0]);

        Records(SequenceFile.Reader reader) {
            this.reader = reader;
        }

        private boolean hasMore() throws IOException {
            if (line.available() > 0) {
                return true;
            }
            if (!reader.next(key, value)) {
                return false;
            }
            byte[] bytes = Arrays.copyOf(value.getBytes(), value.getLength() + 1);
            bytes[value.getLength()] = '\n';
            line = new ByteArrayInputStream(bytes);
            return true;
        }

        @Override
        public int read() throws IOException {
            return hasMore() ? line.read() : -1;
        }

        @Override
        public int read(byte[] array, int offset, int length) throws IOException {
            return hasMore() ? line.read(array, offset, length) : -1;
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
