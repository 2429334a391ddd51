/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.format;

import java.io.IOException;
import java.io.OutputStream;

import org.apache.hadoop.fs.FSDataOutputStream;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.path.FileEnding;
import org.flumecamel.core.serializer.EventSerializer;
import org.flumecamel.core.serializer.EventSerializers;

/** Files of what the serializer writes and nothing else. */
record DataStream(EventSerializers serializers) implements FileFormat {

    @Override
    public FileBody open(FSDataOutputStream out) throws IOException {
        return new Body(serializers.get(), out);
    }

    @Override
    public FileEnding ending() {
        return serializers.ending();
    }

    /** One file. */
    static class Body implements FileBody {

        private final EventSerializer serializer;
        private final OutputStream out;
        private boolean started;

        Body(EventSerializer serializer, OutputStream out) {
            this.serializer = serializer;
            this.out = out;
        }

        @Override
        public int fitting(EventBatch events) {
            return serializer.fitting(events);
        }

        @Override
        public void append(EventBatch events) throws IOException {
            if (!started) {
                started = true;
                serializer.start(out);
            }
            serializer.write(events, out);
        }

        @Override
        public void flush() throws IOException {
            serializer.flush(out);
        }

        @Override
        public void finish() throws IOException {
            serializer.finish(out);
        }
    }
}
