/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import org.apache.camel.Endpoint;
import org.flumecamel.testkit.ValueRoundTripTest;

class SpooldirRoundTripTest extends ValueRoundTripTest {

    @Override
    protected String endpoint() {
        return "flume-spooldir:name";
    }

    @Override
    protected boolean isSource() {
        return true;
    }

    @Override
    protected String[] required() {
        return new String[] { "spoolDir: /spool" };
    }

    @Override
    protected Map<String, Function<Endpoint, String>> options() {
        Map<String, Function<Endpoint, String>> options = new LinkedHashMap<>();
        options.put("spoolDir", endpoint -> ((SpooldirEndpoint) endpoint).getSpoolDir());
        options.put("fileSuffix", endpoint -> ((SpooldirEndpoint) endpoint).getFileSuffix());
        options.put("fileHeaderKey", endpoint -> ((SpooldirEndpoint) endpoint).getFileHeaderKey());
        options.put("basenameHeaderKey", endpoint -> ((SpooldirEndpoint) endpoint).getBasenameHeaderKey());
        options.put("trackerDir", endpoint -> ((SpooldirEndpoint) endpoint).getTrackerDir());
        options.put("quarantineDir", endpoint -> ((SpooldirEndpoint) endpoint).getQuarantineDir());
        options.put("quarantineSuffix", endpoint -> ((SpooldirEndpoint) endpoint).getQuarantineSuffix());
        options.put("idHeader", endpoint -> ((SpooldirEndpoint) endpoint).getIdHeader());
        return options;
    }
}
