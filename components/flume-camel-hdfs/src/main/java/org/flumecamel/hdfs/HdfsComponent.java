/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.util.Map;

import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.flumecamel.core.FlumeComponent;

/** Makes {@code flume-hdfs:name} endpoints. */
@Component("flume-hdfs")
public class HdfsComponent extends FlumeComponent {

    static final String OPEN_FILES = "~/.flume/hdfs";

    @Metadata(defaultValue = OPEN_FILES,
              description = "Local directory where sinks that name none note which files they have open on a cluster.")
    private String openFilesDirectory = OPEN_FILES;

    @Override
    protected Endpoint newEndpoint(String uri, String name, Map<String, Object> parameters) throws Exception {
        HdfsEndpoint endpoint = new HdfsEndpoint(uri, this, name);
        endpoint.setSerializerOptions(takeOptions(parameters, "serializer."));
        endpoint.setHadoopProperties(takeOptions(parameters, "hadoop."));
        endpoint.setOpenFilesDirectory(openFilesDirectory);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    public String getOpenFilesDirectory() {
        return openFilesDirectory;
    }

    public void setOpenFilesDirectory(String openFilesDirectory) {
        this.openFilesDirectory = openFilesDirectory;
    }
}
