/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.fileroll;

import java.util.Map;
import java.util.function.Function;

import org.apache.camel.Endpoint;
import org.apache.camel.spi.Registry;
import org.flumecamel.core.serializer.EventSerializerFactory;
import org.flumecamel.testkit.ValueRoundTripTest;

class FilerollValuesTest extends ValueRoundTripTest {

    @Override
    protected void bindToRegistry(Registry registry) throws Exception {
        super.bindToRegistry(registry);
        registry.bind("any", (EventSerializerFactory) options -> (events, out) -> { });
    }

    @Override
    protected String endpoint() {
        return "flume-fileroll:name";
    }

    @Override
    protected Map<String, Function<Endpoint, String>> options() {
        return Map.of("serializer.x", endpoint -> ((FilerollEndpoint) endpoint).getSerializerOptions().get("x"),
            "pathManager.prefix", endpoint -> ((FilerollEndpoint) endpoint).getPathManagerOptions().get("prefix"));
    }

    @Override
    protected String[] required() {
        return new String[] { "directory: target/values", "serializer: '#any'" };
    }

    @Override
    protected boolean isSource() {
        return false;
    }
}
