/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.camel;

import java.io.IOException;

import org.apache.camel.Exchange;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LeaseRecoverable;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.MapFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that is being written, under a name of its own until it is complete. Guarded by the lock of its producer.
 */
final class OutputFile {

    private static final Logger LOG = LoggerFactory.getLogger(OutputFile.class);

    private final HdfsConnection connection;
    private final Path target;
    private final Path inUse;
    private final boolean appended;
    private final MessageWriter writer;
    private long messages;
    private long earlier;
    private long usedAt = System.nanoTime();
    private boolean closed;

    private OutputFile(HdfsConnection connection, Path target, boolean appended) throws IOException {
        this.connection = connection;
        this.target = target;
        this.inUse = connection.opened(target);
        this.appended = appended;
        this.writer = connection.call(() -> connection.options().getFileType().write(connection, inUse, appended));
    }

    /**
     * Begins a file.
     *
     * @throws FileAlreadyExistsException if it exists and is neither to be replaced nor to be appended to
     */
    static OutputFile open(HdfsConnection connection, Path target) throws IOException {
        CamelHdfsEndpoint options = connection.options();
        FileSystem files = connection.fileSystem();
        boolean exists = isFile(connection, target);
        if (exists && options.isAppend()) {
            rename(files, target, connection.opened(target));
        } else if (exists && !options.isOverwrite()) {
            throw new FileAlreadyExistsException(target + " exists, and the route says overwrite=false");
        }
        if (options.getFileType().isDirectory()) {
            files.delete(connection.opened(target), true);
        }
        // a process that died while it appended has left the file under this name
        boolean append = options.isAppend() && files.exists(connection.opened(target));
        try {
            return new OutputFile(connection, target, append);
        } catch (IOException e) {
            if (exists && append) {
                rename(files, connection.opened(target), target);
            }
            throw e;
        }
    }

    /**
     * Whether there is a file of the type that is written. A directory is never replaced, and nothing is renamed into one.
     *
     * @throws FileAlreadyExistsException if there is something else
     */
    private static boolean isFile(HdfsConnection connection, Path path) throws IOException {
        FileSystem files = connection.fileSystem();
        if (!files.exists(path)) {
            return false;
        }
        boolean directory = files.getFileStatus(path).isDirectory();
        if (connection.options().getFileType().isDirectory() ? !files.exists(new Path(path, MapFile.DATA_FILE_NAME))
                : directory) {
            throw new FileAlreadyExistsException(path + " is a directory: name a file in it with the header "
                                                 + CamelHdfsConstants.FILE_NAME + ", or set a splitStrategy");
        }
        return true;
    }

    private static void rename(FileSystem files, Path from, Path to) throws IOException {
        if (!files.rename(from, to)) {
            throw new IOException(from + " cannot be renamed to " + to);
        }
    }

    Path target() {
        return target;
    }

    void write(Exchange exchange) throws Exception {
        earlier = messages;
        writer.write(exchange);
        messages++;
        usedAt = System.nanoTime();
    }

    /** Makes what was written safe from the end of this process, if files of this type can do that. */
    void flush() throws IOException {
        writer.flush();
    }

    boolean isFull(SplitStrategy split) throws IOException {
        return closed || split.isReached(writer.length(), messages);
    }

    boolean isIdle(long nanos) {
        return closed || System.nanoTime() - usedAt >= nanos;
    }

    /** Closes the file and gives it its name. After a failure it can be called again, and goes on where it was. */
    void finish() throws IOException {
        if (!closed) {
            closed = true;
            writer.close();
        }
        FileSystem files = connection.fileSystem();
        if (isFile(connection, target)) {
            if (!connection.options().isOverwrite()) {
                throw new FileAlreadyExistsException(target + " exists: " + inUse + " cannot be renamed to it");
            }
            // only now is there something to take its place
            files.delete(target, true);
        }
        rename(files, inUse, target);
    }

    /**
     * Ends a file after a failure. It keeps what earlier messages have put into it; if there are none it is removed.
     *
     * @param failure takes what fails now as well
     */
    void abandon(Exception failure) {
        try {
            if (appended || earlier > 0) {
                keep(failure);
            } else {
                discard();
            }
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
            LOG.error("{} could not be finished after a failure; {} messages before it are in it. Rename it to {} by hand: {}",
                    inUse, earlier, target, e.toString());
        }
    }

    private void keep(Exception failure) throws IOException {
        try {
            finish();
        } catch (IOException e) {
            failure.addSuppressed(e);
            if (connection.fileSystem() instanceof LeaseRecoverable recoverable) {
                // the broken stream holds the file, and its last block may be open
                recoverable.recoverLease(inUse);
            }
            finish();
        }
    }

    private void discard() throws IOException {
        try {
            writer.close();
        } catch (IOException e) {
            LOG.debug("{} could not be closed before it is deleted", inUse, e);
        }
        connection.fileSystem().delete(inUse, true);
    }
}
