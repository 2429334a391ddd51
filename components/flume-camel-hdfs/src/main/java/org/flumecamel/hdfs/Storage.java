/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LeaseRecoverable;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsAction;
import org.flumecamel.core.path.FileEnding;
import org.flumecamel.core.path.OpenFiles;

/**
 * The file system of one sink, with the record of the files it has open. The record of a local file system is beside the
 * files, that of a cluster in a local directory: there a lock tells whether its owner is alive. Thread-safe.
 */
final class Storage implements Closeable {

    private static final int BUFFER = 64 * 1024;

    private final FileSystem fileSystem;
    private final ClusterLogin login;
    private final OpenFiles openFiles;

    private Storage(FileSystem fileSystem, ClusterLogin login, OpenFiles openFiles) {
        this.fileSystem = fileSystem;
        this.login = login;
        this.openFiles = openFiles;
    }

    /**
     * Opens the file system of a directory; no call is made to a cluster, but for the login.
     *
     * @throws IllegalArgumentException if the options do not fit each other or the cluster
     */
    static Storage open(ClusterEndpoint options, Path base) throws IOException, InterruptedException {
        String owner = "flume-hdfs-" + options.getName();
        String scheme = base.toUri().getScheme();
        if ("file".equals(scheme == null ? ClusterConfiguration.defaultScheme(options) : scheme)) {
            java.nio.file.Path directory = java.nio.file.Path.of(base.toUri().getPath());
            return new Storage(PlainLocalFileSystem.open(), null, OpenFiles.claim(directory, owner));
        }
        Configuration configuration = ClusterConfiguration.of(options);
        ClusterLogin login = ClusterLogin.of(options, configuration);
        FileSystem fileSystem = login.call(() -> FileSystem.newInstance(base.toUri(), configuration));
        try {
            return new Storage(fileSystem, login,
                OpenFiles.claim(options.openFilesPath(), owner + "@" + fileSystem.getUri().getAuthority()));
        } catch (IOException | RuntimeException e) {
            fileSystem.close();
            throw new IllegalArgumentException("openFilesDirectory " + options.openFilesPath() + " cannot be used: " + e, e);
        }
    }

    boolean isLocal() {
        return login == null;
    }

    /** As whom the files of a cluster are written; null for local files. */
    ClusterLogin login() {
        return login;
    }

    FileSystem fileSystem() {
        return fileSystem;
    }

    /** Makes a directory and checks that files may be made in it. */
    void prepare(Path directory) throws IOException {
        fileSystem.mkdirs(directory);
        fileSystem.access(directory, FsAction.WRITE_EXECUTE);
    }

    OpenFiles.Entry opening(Path inUse, Path target, FileEnding ending) throws IOException {
        return openFiles.opening(fileSystem.makeQualified(inUse).toString(), fileSystem.makeQualified(target).toString(),
            ending);
    }

    void finished(OpenFiles.Entry record) {
        openFiles.finished(record);
    }

    /** What dead processes had open on this file system. */
    List<OpenFiles.Entry> abandoned() {
        String root = fileSystem.makeQualified(new Path("/")).toString();
        return openFiles.abandoned().stream().filter(record -> record.inUse().startsWith(root)).toList();
    }

    /**
     * Makes sure that nobody writes a file, and that it has its final length.
     *
     * @throws NotYetException if its lease is still being recovered
     */
    void requireClosed(Path path) throws IOException {
        Path real = fileSystem.resolvePath(path);
        FileSystem owner = fileSystem instanceof LeaseRecoverable ? fileSystem : real.getFileSystem(fileSystem.getConf());
        if (owner instanceof LeaseRecoverable leases && !leases.recoverLease(real)) {
            throw new NotYetException("its lease is being recovered");
        }
    }

    /**
     * Takes back what stands behind a length.
     *
     * @return          whether the file now ends there; false if the file system cannot cut files
     * @throws NotYetException if it is still being cut
     */
    boolean cut(Path path, long length) throws IOException {
        if (!fileSystem.hasPathCapability(path, CommonPathCapabilities.FS_TRUNCATE)) {
            return false;
        }
        if (!fileSystem.truncate(path, length)) {
            throw new NotYetException("it is still being cut back to " + length + " bytes");
        }
        return true;
    }

    /** How many bytes of a closed file are whole events; more than it has if nothing is known of its ending. */
    long wholeLength(Path path, FileEnding ending) throws IOException {
        try (InputStream in = new BufferedInputStream(fileSystem.open(path), BUFFER)) {
            return ending.wholeLength(in);
        }
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
            openFiles.close();
        }
    }
}
