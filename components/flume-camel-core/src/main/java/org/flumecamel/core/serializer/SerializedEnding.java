/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.serializer;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import org.flumecamel.core.path.FileEnding;

/** The endings of files that have nothing in them but what a serializer writes. */
public enum SerializedEnding implements FileEnding {

    /** Not known: a file is left as it is. */
    UNKNOWN {
        @Override
        public long wholeLength(InputStream in) {
            return Long.MAX_VALUE;
        }
    },

    /** Every event ends with a line feed. */
    LINES {
        @Override
        public long wholeLength(InputStream in) throws IOException {
            byte[] block = new byte[64 * 1024];
            long whole = 0;
            long position = 0;
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                for (int i = read - 1; i >= 0; i--) {
                    if (block[i] == '\n') {
                        whole = position + i + 1;
                        break;
                    }
                }
                position += read;
            }
            return whole;
        }
    },

    /** An Avro container file: blocks of events, each followed by the file's mark. */
    AVRO {
        @Override
        public long wholeLength(InputStream in) throws IOException {
            return new AvroBlocks(in).wholeLength();
        }
    };

    /** The ending of a name; {@link #UNKNOWN} if there is none. */
    public static SerializedEnding named(String name) {
        return Arrays.stream(values()).filter(ending -> ending.name().equals(name)).findFirst().orElse(UNKNOWN);
    }
}
