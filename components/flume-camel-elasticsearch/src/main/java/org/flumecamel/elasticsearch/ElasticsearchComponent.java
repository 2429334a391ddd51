/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.elasticsearch;

import java.util.Map;

import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.flumecamel.core.FlumeComponent;

/** Makes {@code flume-elasticsearch:name} endpoints. */
@Component("flume-elasticsearch")
public class ElasticsearchComponent extends FlumeComponent {

    @Override
    protected Endpoint newEndpoint(String uri, String name, Map<String, Object> parameters) throws Exception {
        ElasticsearchEndpoint endpoint = new ElasticsearchEndpoint(uri, this, name);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
