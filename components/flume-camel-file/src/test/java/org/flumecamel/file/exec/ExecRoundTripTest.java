/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.exec;

import java.util.Map;
import java.util.function.Function;

import org.apache.camel.Endpoint;
import org.flumecamel.testkit.ValueRoundTripTest;

class ExecRoundTripTest extends ValueRoundTripTest {

    @Override
    protected String endpoint() {
        return "flume-exec:name";
    }

    @Override
    protected boolean isSource() {
        return true;
    }

    @Override
    protected String[] required() {
        return new String[] { "shell: /bin/sh -c" };
    }

    @Override
    protected Map<String, Function<Endpoint, String>> options() {
        return Map.of("command", endpoint -> ((ExecEndpoint) endpoint).getCommand());
    }
}
