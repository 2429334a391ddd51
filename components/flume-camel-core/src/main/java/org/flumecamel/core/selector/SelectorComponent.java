/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.selector;

import java.util.Map;

import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.flumecamel.core.FlumeComponent;

/** Makes {@code flume-selector:replicating} and {@code flume-selector:<header>} endpoints. */
@Component("flume-selector")
public class SelectorComponent extends FlumeComponent {

    @Override
    protected Endpoint newEndpoint(String uri, String name, Map<String, Object> parameters) {
        SelectorEndpoint endpoint = new SelectorEndpoint(uri, this, name);
        endpoint.setMapping(takeOptions(parameters, "mapping."));
        endpoint.setOptionalMapping(takeOptions(parameters, "optional."));
        return endpoint;
    }
}
