/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.camel;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.ArrayFile;
import org.apache.hadoop.io.BloomMapFile;
import org.apache.hadoop.io.MapFile;
import org.apache.hadoop.io.SequenceFile;

/** The formats of files, and how each is written and read. */
public enum HdfsFileType {

    NORMAL_FILE {
        @Override
        MessageWriter write(HdfsConnection connection, Path path, boolean append) throws IOException {
            return new NormalFileWriter(append ? connection.fileSystem().append(path, connection.options().getBufferSize())
                    : connection.create(path));
        }

        @Override
        MessageReader read(HdfsConnection connection, Path path) throws IOException {
            CamelHdfsEndpoint options = connection.options();
            FileSystem files = connection.fileSystem();
            InputStream in = files.getFileStatus(path).isDirectory() ? parts(files, path) : files.open(path);
            return new NormalFileReader(in, options.isStreamDownload() ? 0 : options.getChunkSize());
        }

        /** The files that a job has left in a directory, one after the other. */
        private InputStream parts(FileSystem files, Path directory) throws IOException {
            FileStatus[] found = files.listStatus(directory,
                    path -> !path.getName().startsWith("_") && !path.getName().startsWith("."));
            Arrays.sort(found);
            List<InputStream> parts = new ArrayList<>();
            for (FileStatus part : found) {
                if (part.isFile()) {
                    parts.add(files.open(part.getPath()));
                }
            }
            return new SequenceInputStream(Collections.enumeration(parts));
        }
    },

    SEQUENCE_FILE {
        @Override
        MessageWriter write(HdfsConnection connection, Path path, boolean append) throws IOException {
            return new SequenceFileWriter(connection.options(), connection.configuration(), connection.create(path));
        }

        @Override
        MessageReader read(HdfsConnection connection, Path path) throws IOException {
            Configuration configuration = connection.configuration();
            long length = connection.fileSystem().getFileStatus(path).getLen();
            return RecordReader.of(new SequenceFile.Reader(configuration,
                    SequenceFile.Reader.stream(connection.fileSystem().open(path)), SequenceFile.Reader.length(length)),
                    configuration);
        }
    },

    MAP_FILE {
        @Override
        MessageWriter write(HdfsConnection connection, Path path, boolean append) throws IOException {
            return new MapFileWriter(connection.options(),
                    new MapFile.Writer(connection.configuration(), path, mapOptions(connection)));
        }
    },

    BLOOMMAP_FILE {
        @Override
        MessageWriter write(HdfsConnection connection, Path path, boolean append) throws IOException {
            return new MapFileWriter(connection.options(),
                    new BloomMapFile.Writer(connection.configuration(), path, mapOptions(connection)));
        }
    },

    ARRAY_FILE {
        @Override
        MessageWriter write(HdfsConnection connection, Path path, boolean append) throws IOException {
            CamelHdfsEndpoint options = connection.options();
            return new MapFileWriter(options, new ArrayFile.Writer(connection.configuration(), connection.fileSystem(),
                    path.toString(), options.getValueType().writableClass(), options.getCompressionType(), null));
        }
    };

    /** @param append whether the file is there and is to be continued */
    abstract MessageWriter write(HdfsConnection connection, Path path, boolean append) throws IOException;

    MessageReader read(HdfsConnection connection, Path path) throws IOException {
        return RecordReader.of(new MapFile.Reader(path, connection.configuration()), connection.configuration());
    }

    /** Whether a file of this type is a directory in HDFS. */
    boolean isDirectory() {
        return this != NORMAL_FILE && this != SEQUENCE_FILE;
    }

    private static SequenceFile.Writer.Option[] mapOptions(HdfsConnection connection) {
        CamelHdfsEndpoint options = connection.options();
        return new SequenceFile.Writer.Option[] {
            MapFile.Writer.keyClass(options.getKeyType().writableClass()),
            MapFile.Writer.valueClass(options.getValueType().writableClass()),
            MapFile.Writer.compression(options.getCompressionType(),
                    options.getCompressionCodec().codec(connection.configuration())) };
    }
}
