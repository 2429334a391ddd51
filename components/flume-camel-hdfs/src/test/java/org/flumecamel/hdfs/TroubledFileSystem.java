/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.Syncable;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.util.Progressable;

/** An HDFS whose calls fail or hang as a test says: {@code hadoop.fs.hdfs.impl} names it. */
public class TroubledFileSystem extends DistributedFileSystem {

    /** The option that puts it in. */
    static final String OPTION = "hadoop.fs.hdfs.impl: " + TroubledFileSystem.class.getName();

    private static volatile Trouble trouble = (operation, path, done) -> { };

    /** Is asked before each call and after it. */
    interface Trouble {

        /**
         * May fail or hang.
         *
         * @param operation create, write, flush, close, rename, status or end
         * @param done      whether the call was carried out
         */
        void meet(String operation, Path path, boolean done) throws IOException;
    }

    static void set(Trouble wanted) {
        trouble = wanted;
    }

    static void none() {
        set((operation, path, done) -> { });
    }

    private interface Operation<T> {
        T run() throws IOException;
    }

    private static <T> T meet(String operation, Path path, Operation<T> call) throws IOException {
        trouble.meet(operation, path, false);
        T result = call.run();
        trouble.meet(operation, path, true);
        return result;
    }

    @Override
    public FSDataOutputStream create(Path path, FsPermission permission, boolean overwrite, int bufferSize, short replication,
        long blockSize, Progressable progress)
        throws IOException {
        return new FSDataOutputStream(new TroubledStream(path, meet("create", path,
            () -> super.create(path, permission, overwrite, bufferSize, replication, blockSize, progress))), null);
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        return meet("rename", from, () -> super.rename(from, to));
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        return meet("status", path, () -> super.getFileStatus(path));
    }

    @Override
    public void close() throws IOException {
        meet("end", null, () -> {
            super.close();
            return null;
        });
    }

    private static final class TroubledStream extends FilterOutputStream implements Syncable, StreamCapabilities {

        private final Path path;
        private final FSDataOutputStream stream;

        TroubledStream(Path path, FSDataOutputStream stream) {
            super(stream);
            this.path = path;
            this.stream = stream;
        }

        private void meet(String operation, Operation<Void> call) throws IOException {
            TroubledFileSystem.meet(operation, path, call);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            OutputStream to = stream;
            meet("write", () -> {
                to.write(bytes, offset, length);
                return null;
            });
        }

        @Override
        public void hflush() throws IOException {
            meet("flush", () -> {
                stream.hflush();
                return null;
            });
        }

        @Override
        public void hsync() throws IOException {
            hflush();
        }

        @Override
        public void close() throws IOException {
            meet("close", () -> {
                stream.close();
                return null;
            });
        }

        @Override
        public boolean hasCapability(String capability) {
            return stream.hasCapability(capability);
        }
    }
}
