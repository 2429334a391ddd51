/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;

import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceResolverSupport;
import org.apache.camel.support.ResourceSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Lets Camel read {@code hdfs:} resources, schemas for instance: with the settings and the login of the first HDFS sink that
 * writes to the same cluster, or if there is none with the Hadoop configuration on the class path.
 */
public final class HdfsResourceResolver extends ResourceResolverSupport {

    public HdfsResourceResolver() {
        super("hdfs");
    }

    @Override
    protected Resource createResource(String location, String remaining) {
        return new File(location);
    }

    private FileSystem open(Path path) throws IOException {
        URI file = path.toUri();
        HdfsEndpoint sink = getCamelContext().getEndpoints().stream().filter(HdfsEndpoint.class::isInstance)
            .map(HdfsEndpoint.class::cast).filter(candidate -> isOnCluster(file, candidate)).findFirst().orElse(null);
        if (sink == null) {
            return FileSystem.newInstance(file, new Configuration());
        }
        Configuration configuration = ClusterConfiguration.of(sink);
        try {
            return ClusterLogin.of(sink, configuration).call(() -> FileSystem.newInstance(file, configuration));
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted while " + path + " was being opened");
        }
    }

    /** Whether a file is on the cluster a sink writes to, or, if it names none, on its default one. */
    private static boolean isOnCluster(URI file, HdfsEndpoint sink) {
        if (file.getAuthority() != null && sink.getPath().startsWith("hdfs://" + file.getAuthority() + "/")) {
            return true;
        }
        URI own = FileSystem.getDefaultUri(ClusterConfiguration.of(sink));
        return "hdfs".equals(own.getScheme())
               && (file.getAuthority() == null || file.getAuthority().equals(own.getAuthority()));
    }

    private final class File extends ResourceSupport {

        File(String location) {
            super("hdfs", location);
        }

        @Override
        public boolean exists() {
            Path path = new Path(getLocation());
            try (FileSystem fileSystem = open(path)) {
                return fileSystem.exists(path);
            } catch (IOException e) {
                // not known to be missing: reading it tells what is wrong
                return true;
            }
        }

        @Override
        public InputStream getInputStream() throws IOException {
            Path path = new Path(getLocation());
            FileSystem fileSystem = open(path);
            InputStream in;
            try {
                in = fileSystem.open(path);
            } catch (IOException | RuntimeException e) {
                fileSystem.close();
                throw e;
            }
            return new FilterInputStream(in) {
                @Override
                public void close() throws IOException {
                    try (fileSystem) {
                        super.close();
                    }
                }
            };
        }
    }
}
