/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.testkit;

import java.util.LinkedHashMap;
import java.util.Map;

/** Event headers that would steer a Camel component if they became message headers. */
public final class ControlHeaders {

    private ControlHeaders() {
    }

    /** Control headers in several letter cases, all with the same value. */
    public static Map<String, String> hostile(String value) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : new String[] { "CamelFileName", "camelfilename", "CAMELFILENAME", "cAmElFiLeName",
            "CamelHttpUri", "camelhttpuri", "CamelJmsDestinationName", "CamelExecCommandExecutable",
            "org.apache.camel.anything", "CamelRedeliveryDelay", "CamelSplitIndex", "JMSDestination", "jmsreplyto",
            "kafka.OVERRIDE_TOPIC", "KAFKA.override_topic", "breadcrumbId", "BREADCRUMBID" }) {
            headers.put(name, value);
        }
        return headers;
    }
}
