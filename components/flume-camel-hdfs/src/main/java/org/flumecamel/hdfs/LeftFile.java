/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.io.IOException;

import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.flumecamel.core.path.OpenFiles;
import org.flumecamel.hdfs.format.HadoopEnding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that a process was writing when it died, or that was perhaps made: it is finished if it has anything. */
final class LeftFile extends FileFinisher.Job {

    private static final Logger LOG = LoggerFactory.getLogger(LeftFile.class);

    private final Storage storage;
    private final String sink;

    LeftFile(OpenFiles.Entry record, Storage storage, String sink) {
        super(record);
        this.storage = storage;
        this.sink = sink;
    }

    @Override
    boolean run(boolean last) throws IOException {
        FileSystem fileSystem = storage.fileSystem();
        Path inUse = new Path(record().inUse());
        if (!fileSystem.exists(inUse) || !fileSystem.getFileStatus(inUse).isFile()) {
            return false;
        }
        storage.requireClosed(inUse);
        long length = fileSystem.getFileStatus(inUse).getLen();
        long whole = Math.min(length, storage.wholeLength(inUse, HadoopEnding.named(record().ending())));
        if (whole == 0) {
            fileSystem.delete(inUse, false);
            return false;
        }
        boolean cut = whole == length || storage.cut(inUse, whole);
        Path target = storage.rename(inUse, new Path(record().target()));
        LOG.info("Sink {}: {} was being written when a process ended; it is {} now, {} bytes of an unfinished event are {}",
            sink, inUse, target, length - whole, cut ? "cut off" : "at its end, since its file system cannot cut them off");
        return false;
    }
}
