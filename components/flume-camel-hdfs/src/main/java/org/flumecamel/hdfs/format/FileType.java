/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.format;

/** The types of files that Flume's HDFS sink knows (Flume SNK-HDFS-O13). */
public enum FileType {
    /** Hadoop's pairs of a key, the time of the event, and a value, its body. */
    SequenceFile,
    /** What the serializer writes. */
    DataStream,
    /** What the serializer writes, compressed. */
    CompressedStream
}
