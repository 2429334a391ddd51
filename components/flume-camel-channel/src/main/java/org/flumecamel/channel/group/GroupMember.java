/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel.group;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.Channel;
import org.apache.camel.Endpoint;
import org.apache.camel.EndpointAware;
import org.apache.camel.Processor;
import org.apache.camel.processor.SendProcessor;
import org.apache.camel.processor.errorhandler.NoErrorHandler;
import org.apache.camel.spi.IdAware;
import org.flumecamel.core.SinkEndpoint;

/** What a group wants of the steps it is given as sinks. */
final class GroupMember {

    private GroupMember() {
    }

    /** @throws IllegalArgumentException if an error handler stands between the group and the sink */
    static void requireNoErrorHandler(AsyncProcessor processor) {
        if (processor instanceof Channel channel && channel.getErrorHandler() != null
            && !(channel.getErrorHandler() instanceof NoErrorHandler)) {
            throw new IllegalArgumentException(
                    "Sink " + name(processor) + " of a sink group stands under an error handler, which would try it for ever"
                                               + " instead of going on to the next sink: put the group into a route of its own"
                                               + " that begins at direct: and has 'errorHandler: noErrorHandler: {}', and send"
                                               + " to that from the route that retries");
        }
    }

    /** The id of the route that a step is in. */
    static String route(AsyncProcessor processor) {
        return processor instanceof Channel channel ? channel.getRoute().getRouteId() : null;
    }

    /** The name in the URI of the sink: {@code k1} of {@code flume-hdfs:k1}; the id of the step if it has no URI. */
    static String name(AsyncProcessor processor) {
        Processor step = processor instanceof Channel channel ? channel.getNextProcessor() : processor;
        if (step instanceof EndpointAware aware && aware.getEndpoint() != null) {
            return name(aware.getEndpoint());
        }
        return step instanceof IdAware aware && aware.getId() != null ? aware.getId() : String.valueOf(step);
    }

    private static String name(Endpoint endpoint) {
        if (endpoint instanceof SinkEndpoint sink) {
            return sink.getName();
        }
        String uri = endpoint.getEndpointBaseUri();
        return uri.substring(uri.indexOf(':') + 1).replaceFirst("^//", "");
    }

    /** Steps that send to endpoints. */
    static List<AsyncProcessor> resolve(CamelContext context, String uris) {
        List<AsyncProcessor> sinks = new ArrayList<>();
        for (String uri : uris.trim().split("[\\s,]+")) {
            if (uri.indexOf(':') < 0) {
                throw new IllegalArgumentException("sinks: " + uri + " is not an endpoint URI; the route that begins at"
                                                   + " direct:" + uri + " is called by that");
            }
            sinks.add(new SendProcessor(context.getEndpoint(uri)));
        }
        return sinks;
    }

    /** @throws IllegalArgumentException if two sinks have one name, so that options and the log could not tell them apart */
    static void requireDifferentNames(String group, List<String> names) {
        Set<String> seen = new HashSet<>();
        names.forEach(name -> {
            if (!seen.add(name)) {
                throw new IllegalArgumentException("Sink group " + group + " has two sinks of the name " + name
                                                   + ": give each a name of its own");
            }
        });
    }
}
