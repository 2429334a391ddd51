/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.interceptor;

import java.util.Map;

import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.flumecamel.core.FlumeComponent;

/** Makes {@code flume-interceptor:<type>} endpoints. */
@Component("flume-interceptor")
public class InterceptorComponent extends FlumeComponent {

    @Override
    protected Endpoint newEndpoint(String uri, String name, Map<String, Object> parameters) {
        InterceptorType type = InterceptorType.of(name);
        type.requireOwn(parameters.keySet());
        InterceptorEndpoint endpoint = new InterceptorEndpoint(uri, this, name);
        endpoint.setSerializerOptions(takeOptions(parameters, "serializers."));
        endpoint.getParserOptions().setFieldNames(takeOptions(parameters, "fields."));
        endpoint.getParserOptions().setPatterns(takeOptions(parameters, "patterns."));
        return endpoint;
    }
}
