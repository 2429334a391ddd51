/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.util.Map;
import java.util.function.Function;

import org.apache.camel.Endpoint;
import org.apache.camel.spi.Registry;
import org.flumecamel.core.serializer.EventSerializerFactory;
import org.flumecamel.testkit.ValueRoundTripTest;

class HdfsValuesTest extends ValueRoundTripTest {

    @Override
    protected void bindToRegistry(Registry registry) throws Exception {
        super.bindToRegistry(registry);
        registry.bind("any", (EventSerializerFactory) options -> (events, out) -> { });
    }

    @Override
    protected String endpoint() {
        return "flume-hdfs:name";
    }

    @Override
    protected Map<String, Function<Endpoint, String>> options() {
        return Map.of("fileSuffix", endpoint -> ((HdfsEndpoint) endpoint).getFileSuffix(),
            "filePrefix", endpoint -> ((HdfsEndpoint) endpoint).getFilePrefix(),
            "hadoop.x.y", endpoint -> ((HdfsEndpoint) endpoint).getHadoopProperties().get("x.y"),
            "serializer.x", endpoint -> ((HdfsEndpoint) endpoint).getSerializerOptions().get("x"));
    }

    @Override
    protected String[] required() {
        return new String[] { "path: target/values", "serializer: '#any'" };
    }

    @Override
    protected boolean isSource() {
        return false;
    }
}
