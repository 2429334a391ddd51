/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.elasticsearch;

import java.util.Map;
import java.util.function.Function;

import org.apache.camel.Endpoint;
import org.flumecamel.testkit.ValueRoundTripTest;

class ElasticsearchValuesTest extends ValueRoundTripTest {

    @Override
    protected String endpoint() {
        return "flume-elasticsearch:name";
    }

    @Override
    protected Map<String, Function<Endpoint, String>> options() {
        return Map.of("password", endpoint -> ((ElasticsearchEndpoint) endpoint).getPassword(),
            "user", endpoint -> ((ElasticsearchEndpoint) endpoint).getUser(),
            "idHeader", endpoint -> ((ElasticsearchEndpoint) endpoint).getIdHeader(),
            "pipeline", endpoint -> ((ElasticsearchEndpoint) endpoint).getPipeline());
    }

    @Override
    protected String[] required() {
        return new String[] { "hostAddresses: '127.0.0.1:9'", "indexName: logs", "user: someone", "password: secret" };
    }

    @Override
    protected boolean isSource() {
        return false;
    }
}
