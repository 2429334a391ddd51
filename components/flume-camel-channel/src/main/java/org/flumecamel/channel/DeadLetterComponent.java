/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

import java.util.Map;

import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.flumecamel.core.FlumeComponent;

/** Makes {@code flume-deadletter:name} endpoints, and holds what they have in common. */
@Component("flume-deadletter")
public class DeadLetterComponent extends FlumeComponent {

    @Metadata(defaultValue = "deadletter",
              description = "The directory below which endpoints that name none keep their dead letters.")
    private String directory = "deadletter";

    @Override
    protected Endpoint newEndpoint(String uri, String name, Map<String, Object> parameters) {
        DeadLetterEndpoint endpoint = new DeadLetterEndpoint(uri, this, name);
        endpoint.setDirectory(directory);
        return endpoint;
    }

    public String getDirectory() {
        return directory;
    }

    public void setDirectory(String directory) {
        this.directory = directory;
    }
}
