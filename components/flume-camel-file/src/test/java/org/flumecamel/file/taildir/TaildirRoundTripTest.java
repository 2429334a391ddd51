/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.apache.camel.Endpoint;
import org.flumecamel.testkit.ValueRoundTripTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

class TaildirRoundTripTest extends ValueRoundTripTest {

    @Override
    protected String endpoint() {
        return "flume-taildir:name";
    }

    @Override
    protected boolean isSource() {
        return true;
    }

    @Override
    protected String[] required() {
        return new String[] { "filegroups.g: /directory/.*" };
    }

    @Override
    protected Map<String, Function<Endpoint, String>> options() {
        Map<String, Function<Endpoint, String>> options = new LinkedHashMap<>();
        options.put("filegroups.g", endpoint -> ((TaildirEndpoint) endpoint).getFilegroupPaths().get("g"));
        options.put("headers.g.key", endpoint -> ((TaildirEndpoint) endpoint).getGroupHeaders().get("g.key"));
        options.put("positionFile", endpoint -> ((TaildirEndpoint) endpoint).getPositionFile());
        options.put("fileHeaderKey", endpoint -> ((TaildirEndpoint) endpoint).getFileHeaderKey());
        options.put("deadLetterUri", endpoint -> ((TaildirEndpoint) endpoint).getDeadLetterUri());
        return options;
    }

    @Test
    void aDashInTheNameOfAHeaderIsWrittenEncodedOrInTheUri() throws Exception {
        routes("""
                - route:
                    id: encoded
                    autoStartup: false
                    from:
                      uri: flume-taildir:encoded
                      parameters:
                        filegroups.g: /directory/.*
                        headers.g.x%2Denv: prod
                      steps:
                        - to: mock:end
                - route:
                    id: inUri
                    autoStartup: false
                    from:
                      uri: flume-taildir:inUri?filegroups.g=/directory/.*&headers.g.x-env=prod
                      steps:
                        - to: mock:end
                """);
        assertThat(List.of("encoded", "inUri")).allSatisfy(name -> {
            TaildirEndpoint endpoint = (TaildirEndpoint) context.getRoute(name).getEndpoint();
            assertThat(endpoint.getGroupHeaders()).containsExactly(entry("g.x-env", "prod"));
        });
    }
}
