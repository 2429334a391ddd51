/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.io.IOException;

import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file of this process that takes no more events: it is closed, cut back to what is acknowledged, and renamed. */
final class WrittenFile extends FileFinisher.Job {

    private static final Logger LOG = LoggerFactory.getLogger(WrittenFile.class);

    private final BucketFile file;
    private final Storage storage;
    private final String sink;
    private boolean closed;

    WrittenFile(BucketFile file, Storage storage, String sink) {
        super(file.record());
        this.file = file;
        this.storage = storage;
        this.sink = sink;
    }

    @Override
    boolean run(boolean last) throws IOException {
        close(last);
        if (file.isBroken()) {
            if (file.acknowledgedLength() == 0) {
                storage.fileSystem().delete(file.inUse(), false);
                return true;
            }
            cutBack();
        }
        storage.rename(file.inUse(), file.target());
        return true;
    }

    private void close(boolean last) throws IOException {
        if (closed) {
            return;
        }
        if (!file.hasCloseFailed() || storage.isLocal()) {
            try {
                file.close();
                closed = true;
                return;
            } catch (IOException | RuntimeException e) {
                // a stream that could not be written to cannot be closed properly; nor can one at the last try
                if (storage.isLocal() && !file.isBroken() && !last) {
                    throw e;
                }
                LOG.debug("Sink {}: {} is not closed properly: {}", sink, file.inUse(), e.toString());
            }
        }
        // a stream of a cluster can be closed only once: if that fails its file stays open there
        if (!storage.isLocal() && storage.fileSystem().exists(file.inUse())) {
            storage.requireClosed(file.inUse());
        }
        closed = true;
    }

    /** Takes back what may stand behind the last acknowledged event; all of that is sent again. */
    private void cutBack() throws IOException {
        Path path = file.inUse();
        if (!storage.fileSystem().exists(path)) {
            return;
        }
        // cutting opens it again for a while
        closed = storage.isLocal();
        long length = storage.fileSystem().getFileStatus(path).getLen();
        long acknowledged = file.acknowledgedLength();
        if (length < acknowledged) {
            LOG.error("Sink {}: {} has {} bytes, but {} bytes were acknowledged: the file system has lost the rest", sink, path,
                length, acknowledged);
        } else if (length > acknowledged && !storage.cut(path, acknowledged)) {
            LOG.warn("Sink {}: {} may end with events that are sent again, the last one torn: its file system cannot cut it"
                     + " back to {} bytes", sink, path, acknowledged);
        }
        closed = true;
    }
}
