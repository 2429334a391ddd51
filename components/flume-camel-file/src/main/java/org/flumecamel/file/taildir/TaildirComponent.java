/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.util.Map;

import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.flumecamel.core.FlumeComponent;

/** Makes {@code flume-taildir:<name>} endpoints. */
@Component("flume-taildir")
public class TaildirComponent extends FlumeComponent {

    @Override
    protected Endpoint newEndpoint(String uri, String name, Map<String, Object> parameters) {
        TaildirEndpoint endpoint = new TaildirEndpoint(uri, this, name);
        endpoint.setFilegroupPaths(takeOptions(parameters, "filegroups."));
        endpoint.setGroupHeaders(takeOptions(parameters, "headers."));
        return endpoint;
    }
}
