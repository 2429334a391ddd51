/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.testkit;

import java.util.Map;
import java.util.function.Function;

import org.apache.camel.Endpoint;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Option values written in YAML reach an endpoint as they are. A component extends it and names an option of type text, or
 * one with a prefix, and how to read it back.
 */
public abstract class ValueRoundTripTest extends FlumeTestSupport {

    private static final String ODD = "+ % # ? { } [ ] | ^ \\ , ; %Y-%m-%d a+b %20 \\d{4} .*\\.log";

    /** The URI of an endpoint without options. */
    protected abstract String endpoint();

    /** Options by name that take any text, and how to read each back. */
    protected abstract Map<String, Function<Endpoint, String>> options();

    /** Whether the endpoint is used in {@code from}. */
    protected abstract boolean isSource();

    /** Further options that the endpoint needs, in YAML, each as {@code name: value}. */
    protected String[] required() {
        return new String[0];
    }

    @Test
    void valuesReachTheEndpointAsTheyAre() throws Exception {
        assertRoundTrip(ODD, ODD);
    }

    @Test
    void valuesWithAnAmpersandAreWrittenRaw() throws Exception {
        assertRoundTrip("RAW(" + ODD + " & " + ODD + ")", ODD + " & " + ODD);
    }

    private void assertRoundTrip(String written, String expected) throws Exception {
        int number = 0;
        for (Map.Entry<String, Function<Endpoint, String>> option : options().entrySet()) {
            String id = "odd" + number++;
            StringBuilder parameters = new StringBuilder();
            parameters.append("'").append(option.getKey()).append("': '").append(written).append("'\n");
            for (String needed : required()) {
                if (!needed.startsWith(option.getKey() + ":")) {
                    parameters.append(needed).append("\n");
                }
            }
            routes(yaml(id, parameters.toString()));
            Endpoint found = context.getEndpoints().stream()
                    .filter(candidate -> candidate.getEndpointUri().contains(endpoint().replace(":name", ":" + id)))
                    .findFirst().orElseThrow(() -> new AssertionError("no endpoint like " + endpoint()));
            assertThat(option.getValue().apply(found)).as(option.getKey()).isEqualTo(expected);
        }
    }

    private String yaml(String id, String parameters) {
        String uri = endpoint().replace(":name", ":" + id);
        if (isSource()) {
            return "- route:\n    id: " + id + "\n    autoStartup: false\n    from:\n      uri: \"" + uri
                   + "\"\n      parameters:\n" + parameters.indent(8) + "      steps:\n        - to: mock:end\n";
        }
        return "- route:\n    id: " + id + "\n    autoStartup: false\n    from:\n      uri: \"direct:" + id
               + "\"\n      steps:\n        - to:\n            uri: \"" + uri + "\"\n            parameters:\n"
               + parameters.indent(14);
    }
}
