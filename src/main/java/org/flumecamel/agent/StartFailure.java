/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.io.IOException;

import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.Route;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * Why the routes do not run, in one message for the person who wrote them, and what the process ends with.
 *
 * @param message  file and line, route, option, what is wrong, the nearest valid name
 * @param exitCode one of {@link ExitCode}
 */
record StartFailure(String message, int exitCode) {

    /**
     * Explains.
     *
     * @param context  the context that did not start; null if there is none
     * @param starting the route whose consumer was started last, or null: Camel throws what a consumer throws as it is
     */
    static StartFailure of(Throwable failure, CamelContext context, Route starting) {
        ConfigurationException known = find(failure, ConfigurationException.class);
        if (known != null) {
            return new StartFailure(known.getMessage(), ExitCode.CONFIGURATION);
        }
        if (find(failure, MarkedYamlEngineException.class) != null) {
            return new StartFailure(new YamlProblem(StartFailure.class.getClassLoader()).explain(failure),
                    ExitCode.CONFIGURATION);
        }
        String what = context == null ? plain(root(failure)) : new EndpointProblem(context).explain(failure);
        return new StartFailure(where(failure, context, starting) + what, exitCode(root(failure)));
    }

    private static String where(Throwable failure, CamelContext context, Route starting) {
        String word = EndpointProblem.word(failure);
        FailedToCreateRouteException created = find(failure, FailedToCreateRouteException.class);
        if (created != null && created.getRouteId() != null) {
            return RoutePlace.of(context, created.getRouteId(), created.getMessage(), word);
        }
        FailedToStartRouteException started = find(failure, FailedToStartRouteException.class);
        if (started != null) {
            return RoutePlace.of(context, started.getRouteId(), started.getMessage(), word);
        }
        return starting == null ? ""
                : RoutePlace.of(context, starting.getRouteId(), "", word)
                  + EndpointProblem.name(starting.getEndpoint().getEndpointBaseUri()) + ": ";
    }

    /** Only what comes from outside the configuration is not the configuration's fault. */
    private static int exitCode(Throwable root) {
        boolean outside = root instanceof IOException || root instanceof IllegalStateException
                          || root instanceof NullPointerException || root instanceof Error;
        return outside ? ExitCode.FAILED : ExitCode.CONFIGURATION;
    }

    /** The last of that kind in the chain of causes, or null. */
    static <T> T find(Throwable failure, Class<T> kind) {
        T found = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                found = kind.cast(cause);
            }
        }
        return found;
    }

    static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** Whether it was thrown by our code, whose messages are for people. */
    private static boolean isOurs(Throwable cause) {
        StackTraceElement[] trace = cause.getStackTrace();
        return trace.length > 0 && trace[0].getClassName().startsWith("org.flumecamel.");
    }

    /** The message of an exception, in one line; with its kind where the message alone says little. */
    static String plain(Throwable cause) {
        String message = cause.getMessage() == null ? "" : cause.getMessage().strip().replaceAll("\\s+", " ");
        boolean speaks = message.contains(" ") && (cause instanceof IllegalArgumentException || isOurs(cause)
                                                   || cause.getClass().getName().startsWith("org.apache.camel."));
        return speaks ? message : cause.getClass().getSimpleName() + (message.isEmpty() ? "" : ": " + message);
    }
}
