/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import com.sun.net.httpserver.Headers;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

/** What all health checks of a context say, Camel's and ours: 200 if none is down, else 503. */
final class HealthPage implements Page {

    private final CamelContext context;

    HealthPage(CamelContext context) {
        this.context = context;
    }

    @Override
    public Reply reply(Headers request) {
        JsonArray checks = new JsonArray();
        boolean up = context.getStatus().isStarted();
        checks.add(check("context", up ? HealthCheck.State.UP : HealthCheck.State.DOWN,
                "Camel context " + context.getName() + " is " + context.getStatus()));
        if (up) {
            for (HealthCheck.Result result : results()) {
                up &= result.getState() != HealthCheck.State.DOWN;
                checks.add(check(result.getCheck().getId(), result.getState(), message(result)));
            }
        }
        JsonObject all = new JsonObject();
        all.put("status", up ? "UP" : "DOWN");
        all.put("checks", checks);
        return Reply.json(up ? 200 : 503, all);
    }

    private Collection<HealthCheck.Result> results() {
        List<HealthCheck.Result> results = new ArrayList<>();
        HealthCheckRegistry registry = HealthCheckRegistry.get(context);
        if (registry != null && registry.isEnabled()) {
            HealthCheckHelper.invoke(context, "full").stream()
                    .filter(result -> !result.getCheck().getId().equals("context")).forEach(results::add);
        }
        return results;
    }

    private static String message(HealthCheck.Result result) {
        return result.getMessage().or(() -> result.getError().map(Throwable::toString)).orElse("");
    }

    private static JsonObject check(String name, HealthCheck.State state, String message) {
        JsonObject check = new JsonObject();
        check.put("name", name);
        check.put("status", state.name());
        if (!message.isEmpty()) {
            check.put("message", message);
        }
        return check;
    }
}
