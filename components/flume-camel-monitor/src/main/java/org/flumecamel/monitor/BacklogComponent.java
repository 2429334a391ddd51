/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import java.util.Map;

import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.flumecamel.core.FlumeComponent;

/** Makes {@code flume-backlog:seda:c1} endpoints. */
@Component("flume-backlog")
public class BacklogComponent extends FlumeComponent {

    @Override
    protected Endpoint newEndpoint(String uri, String name, Map<String, Object> parameters) {
        return new BacklogEndpoint(uri, this, name);
    }
}
