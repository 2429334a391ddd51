/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

import java.util.Map;

import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.flumecamel.core.FlumeComponent;

/** Makes {@code flume-spooldir:<name>} endpoints. */
@Component("flume-spooldir")
public class SpooldirComponent extends FlumeComponent {

    @Override
    protected Endpoint newEndpoint(String uri, String name, Map<String, Object> parameters) {
        SpooldirEndpoint endpoint = new SpooldirEndpoint(uri, this, name);
        endpoint.setDeserializerOptions(takeOptions(parameters, "deserializer."));
        return endpoint;
    }
}
