/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.format;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceResolverSupport;
import org.apache.camel.support.ResourceSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Lets Camel read {@code hdfs:} resources, schemas for instance, with the Hadoop configuration on the class path. */
public final class HdfsResourceResolver extends ResourceResolverSupport {

    public HdfsResourceResolver() {
        super("hdfs");
    }

    @Override
    protected Resource createResource(String location, String remaining) {
        return new File(location);
    }

    private static final class File extends ResourceSupport {

        File(String location) {
            super("hdfs", location);
        }

        private FileSystem open(Path path) throws IOException {
            return FileSystem.newInstance(path.toUri(), new Configuration());
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
