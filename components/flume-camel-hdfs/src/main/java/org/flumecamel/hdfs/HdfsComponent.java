/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.util.Map;

import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.flumecamel.core.FlumeComponent;

/** Makes {@code flume-hdfs:name} endpoints. */
@Component("flume-hdfs")
public class HdfsComponent extends FlumeComponent {

    @Override
    protected Endpoint newEndpoint(String uri, String name, Map<String, Object> parameters) throws Exception {
        HdfsEndpoint endpoint = new HdfsEndpoint(uri, this, name);
        endpoint.setSerializerOptions(takeOptions(parameters, "serializer."));
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
