/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.flumecamel.core.path.FileEnding;
import org.flumecamel.core.path.OpenFiles;
import org.flumecamel.hdfs.format.HadoopEnding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file system of one sink, with the record of the files it has open.
 * <p>
 * Only on a local file system is such a record kept: there a lock tells whether its owner is alive.
 */
final class Storage implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(Storage.class);

    private final String sink;
    private final FileSystem fileSystem;
    private final OpenFiles openFiles;

    private Storage(String sink, FileSystem fileSystem, OpenFiles openFiles) {
        this.sink = sink;
        this.fileSystem = fileSystem;
        this.openFiles = openFiles;
    }

    /**
     * Opens the file system of a directory. {@code core-site.xml} and {@code hdfs-site.xml} on the class path are honoured;
     * where neither they nor the directory name another one, it is the local file system.
     */
    static Storage open(String sink, Path base) throws IOException {
        if (isLocal(base)) {
            java.nio.file.Path directory = java.nio.file.Path.of(base.toUri().getPath());
            return new Storage(sink, PlainLocalFileSystem.open(), OpenFiles.claim(directory, "flume-hdfs-" + sink));
        }
        Configuration configuration = new Configuration();
        // Hadoop would close it at the first sign of the JVM's end, while channels still drain into it
        configuration.setBoolean("fs.automatic.close", false);
        FileSystem fileSystem = FileSystem.newInstance(base.toUri(), configuration);
        fileSystem.mkdirs(base);
        return new Storage(sink, fileSystem, null);
    }

    private static boolean isLocal(Path base) {
        String scheme = base.toUri().getScheme();
        if (scheme == null && Storage.class.getClassLoader().getResource("core-site.xml") != null) {
            scheme = FileSystem.getDefaultUri(new Configuration()).getScheme();
        }
        return scheme == null || "file".equals(scheme);
    }

    FileSystem fileSystem() {
        return fileSystem;
    }

    OpenFiles.Entry opening(Path inUse, Path target, FileEnding ending) throws IOException {
        return openFiles == null ? null : openFiles.opening(fileSystem.makeQualified(inUse).toString(),
            fileSystem.makeQualified(target).toString(), ending);
    }

    void finished(OpenFiles.Entry record) {
        if (record != null) {
            openFiles.finished(record);
        }
    }

    /** Gives the files that a crashed process was writing their final names, without an unfinished event at their ends. */
    void finishAbandoned() {
        if (openFiles == null) {
            return;
        }
        for (OpenFiles.Entry record : openFiles.abandoned()) {
            try {
                finishAbandoned(record);
                openFiles.finished(record);
            } catch (IOException e) {
                LOG.warn("Sink {}: {}, left behind by a process that ended, cannot be finished now and is tried again at the"
                         + " next start: {}", sink, record.inUse(), e.toString());
            }
        }
    }

    private void finishAbandoned(OpenFiles.Entry record) throws IOException {
        Path inUse = new Path(record.inUse());
        java.nio.file.Path file = java.nio.file.Path.of(inUse.toUri().getPath());
        if (!Files.isRegularFile(file)) {
            return;
        }
        long cut = HadoopEnding.named(record.ending()).cut(file);
        if (Files.size(file) == 0) {
            Files.delete(file);
            return;
        }
        Path target = rename(inUse, new Path(record.target()));
        LOG.info("Sink {}: {} was being written when a process ended; it is {} now, {} bytes of an unfinished event are cut"
                 + " off", sink, inUse, target, cut);
    }

    /**
     * Gives a file its final name, or a free one like it, and overwrites nothing.
     *
     * @return the name it has now
     * @throws FileNotFoundException if somebody else has removed or renamed it
     */
    Path rename(Path inUse, Path target) throws IOException {
        if (inUse.equals(target)) {
            return target;
        }
        Path free = target;
        for (int i = 1; fileSystem.exists(free); i++) {
            free = target.suffix("." + i);
        }
        if (!fileSystem.rename(inUse, free)) {
            if (!fileSystem.exists(inUse)) {
                throw new FileNotFoundException(inUse.toString());
            }
            throw new IOException(inUse + " cannot be renamed to " + free);
        }
        return free;
    }

    @Override
    public void close() throws IOException {
        try {
            fileSystem.close();
        } finally {
            if (openFiles != null) {
                openFiles.close();
            }
        }
    }
}
