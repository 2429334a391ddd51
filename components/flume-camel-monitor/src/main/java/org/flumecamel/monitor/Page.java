/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.Headers;
import org.apache.camel.util.json.JsonObject;

/** Something to read over HTTP. Thread-safe. */
interface Page extends AutoCloseable {

    /** What to answer to a request with these headers. */
    Reply reply(Headers request) throws Exception;

    @Override
    default void close() {
        // most pages hold nothing
    }

    /** An answer. */
    record Reply(int status, String type, byte[] body) {

        static Reply text(int status, String text) {
            return new Reply(status, "text/plain; charset=utf-8", (text + "\n").getBytes(StandardCharsets.UTF_8));
        }

        static Reply json(int status, JsonObject json) {
            return new Reply(status, "application/json;charset=utf-8", json.toJson().getBytes(StandardCharsets.UTF_8));
        }
    }
}
