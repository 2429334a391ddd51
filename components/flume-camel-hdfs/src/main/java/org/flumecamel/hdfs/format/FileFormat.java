/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.format;

import java.io.IOException;

import org.apache.hadoop.fs.FSDataOutputStream;
import org.flumecamel.core.path.FileEnding;

/** The format of a sink's files (Flume SNK-HDFS-O13). Thread-safe. */
public interface FileFormat {

    /**
     * Begins a file.
     *
     * @param out an empty file; flushed and closed by the caller
     */
    FileBody open(FSDataOutputStream out) throws IOException;

    /** End of the names of files whose names are given no other one, with the point; empty if there is none. */
    default String extension() {
        return "";
    }

    /** How the end of the last whole event is found in a file that a crashed process left behind. */
    FileEnding ending();
}
