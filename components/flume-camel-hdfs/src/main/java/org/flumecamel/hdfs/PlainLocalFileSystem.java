/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.Syncable;
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
        try {
            if (!overwrite) {
                Files.createFile(file.toPath());
            }
        } catch (java.nio.file.FileAlreadyExistsException e) {
            throw new FileAlreadyExistsException(path.toString());
        }
        // a stream that keeps no statistics, and no channel, which an interrupt of the writing thread would close
        return new FSDataOutputStream(new LocalStream(new FileOutputStream(file, !overwrite), bufferSize), null);
    }

    /** Hands what is flushed to the operating system, or to the disk. */
    private static final class LocalStream extends BufferedOutputStream implements Syncable {

        private final FileOutputStream file;

        LocalStream(FileOutputStream file, int bufferSize) {
            super(file, bufferSize);
            this.file = file;
        }

        @Override
        public void hflush() throws IOException {
            flush();
        }

        @Override
        public void hsync() throws IOException {
            flush();
            file.getFD().sync();
        }
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        File target = pathToFile(to);
        if (target.exists()) {
            return false;
        }
        try {
            Files.move(pathToFile(from).toPath(), target.toPath(), StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            throw new FileNotFoundException(e.getMessage());
        }
        return true;
    }
}
