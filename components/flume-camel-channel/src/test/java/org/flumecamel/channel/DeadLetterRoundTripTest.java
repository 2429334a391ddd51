/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

import java.util.Map;
import java.util.function.Function;

import org.apache.camel.Endpoint;
import org.flumecamel.testkit.ValueRoundTripTest;

class DeadLetterRoundTripTest extends ValueRoundTripTest {

    @Override
    protected String endpoint() {
        return "flume-deadletter:name";
    }

    @Override
    protected boolean isSource() {
        return false;
    }

    @Override
    protected Map<String, Function<Endpoint, String>> options() {
        return Map.of("directory", endpoint -> ((DeadLetterEndpoint) endpoint).getDirectory());
    }
}
