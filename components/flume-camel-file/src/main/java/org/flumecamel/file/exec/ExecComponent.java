/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.exec;

import java.util.Map;

import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.flumecamel.core.FlumeComponent;

/** Makes {@code flume-exec:<name>} endpoints. */
@Component("flume-exec")
public class ExecComponent extends FlumeComponent {

    @Override
    protected Endpoint newEndpoint(String uri, String name, Map<String, Object> parameters) {
        return new ExecEndpoint(uri, this, name);
    }
}
