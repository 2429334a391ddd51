/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.fileroll;

import java.util.Map;

import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.flumecamel.core.FlumeComponent;

/** Makes {@code flume-fileroll:name} endpoints. */
@Component("flume-fileroll")
public class FilerollComponent extends FlumeComponent {

    @Override
    protected Endpoint newEndpoint(String uri, String name, Map<String, Object> parameters) throws Exception {
        FilerollEndpoint endpoint = new FilerollEndpoint(uri, this, name);
        endpoint.setSerializerOptions(takeOptions(parameters, "serializer."));
        Map<String, String> naming = takeOptions(parameters, "pathManager.");
        FileNames.requireKnown(naming);
        endpoint.setPathManagerOptions(naming);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
