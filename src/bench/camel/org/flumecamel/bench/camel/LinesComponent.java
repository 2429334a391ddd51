/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.bench.camel;

import java.util.Map;

import org.apache.camel.Endpoint;
import org.flumecamel.core.FlumeComponent;

/** Makes {@code bench-lines:<name>} endpoints: producers of lines that prove themselves. */
public final class LinesComponent extends FlumeComponent {

    @Override
    protected Endpoint newEndpoint(String uri, String name, Map<String, Object> parameters) {
        return new LinesEndpoint(uri, this);
    }
}
