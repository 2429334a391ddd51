/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.statistics.BufferedIOStatisticsOutputStream;
import org.apache.hadoop.util.Progressable;

/**
 * The local file system without checksum files, whose flush reaches the operating system.
 * <p>
 * Hadoop's own sets permissions by starting {@code chmod} for every file it makes and may overwrite a file when it
 * renames another. This one leaves permissions to the umask of the process and overwrites nothing.
 */
final class PlainLocalFileSystem extends RawLocalFileSystem {

    /** Sets the file system up without reading any configuration or looking for other file systems. */
    static PlainLocalFileSystem open() throws IOException {
        PlainLocalFileSystem fileSystem = new PlainLocalFileSystem();
        fileSystem.initialize(URI.create("file:///"), new Configuration(false));
        return fileSystem;
    }

    @Override
    public FSDataOutputStream create(Path path, boolean overwrite, int bufferSize, short replication, long blockSize,
        Progressable progress)
        throws IOException {
        File file = pathToFile(path);
        java.nio.file.Path directory = file.toPath().toAbsolutePath().getParent();
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
        }
        if (!overwrite) {
            try {
                Files.createFile(file.toPath());
            } catch (java.nio.file.FileAlreadyExistsException e) {
                throw new FileAlreadyExistsException(path.toString());
            }
        } else {
            Files.newOutputStream(file.toPath()).close();
        }
        // appending is the one way to open a file there that does not start chmod
        return new FSDataOutputStream(
            new BufferedIOStatisticsOutputStream(createOutputStreamWithMode(path, true, null), bufferSize, true), statistics);
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        File target = pathToFile(to);
        if (target.exists()) {
            return false;
        }
        Files.move(pathToFile(from).toPath(), target.toPath(), StandardCopyOption.ATOMIC_MOVE);
        return true;
    }
}
