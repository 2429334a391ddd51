/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.camel;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.security.PrivilegedExceptionAction;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.security.UserGroupInformation;

/** The file system of an endpoint, with the user it is used as. */
final class HdfsConnection implements Closeable {

    private final CamelHdfsEndpoint options;
    private final Configuration configuration;
    private final UserGroupInformation user;
    private final FileSystem fileSystem;
    private final Path base;

    private HdfsConnection(CamelHdfsEndpoint options, Configuration configuration, UserGroupInformation user)
            throws IOException {
        this.options = options;
        this.configuration = configuration;
        this.user = user;
        this.fileSystem = call(() -> open(options, configuration));
        this.base = fileSystem.makeQualified(new Path(options.getPath()));
    }

    /**
     * Opens the file system of an endpoint. {@code core-site.xml} and {@code hdfs-site.xml} on the class path are honoured.
     */
    static HdfsConnection open(CamelHdfsEndpoint options) throws IOException {
        Configuration configuration = new HdfsSettings(options).configuration();
        return new HdfsConnection(options, configuration, HdfsLogin.user(options, configuration));
    }

    private static FileSystem open(CamelHdfsEndpoint options, Configuration configuration) throws IOException {
        if (options.getFileSystemType() == CamelHdfsEndpoint.FileSystemType.LOCAL) {
            // without files of checksums, which keep back what is flushed
            FileSystem local = new RawLocalFileSystem();
            local.initialize(URI.create("file:///"), configuration);
            return local;
        }
        return FileSystem.newInstance(FileSystem.getDefaultUri(configuration), configuration);
    }

    /** Does something as the user of this connection. */
    <T> T call(PrivilegedExceptionAction<T> action) throws IOException {
        try {
            return user.doAs(action);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    FSDataOutputStream create(Path path) throws IOException {
        return fileSystem.create(path, true, options.getBufferSize(), options.getReplication(), options.getBlockSize());
    }

    CamelHdfsEndpoint options() {
        return options;
    }

    Configuration configuration() {
        return configuration;
    }

    FileSystem fileSystem() {
        return fileSystem;
    }

    /** The path of the endpoint. */
    Path base() {
        return base;
    }

    /** The name a file has while it is written or read. */
    Path opened(Path file) {
        return FilesBelow.withEnding(file, options.getOpenedSuffix());
    }

    @Override
    public void close() throws IOException {
        fileSystem.close();
    }
}
