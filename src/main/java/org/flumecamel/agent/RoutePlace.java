/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.util.ArrayList;
import java.util.List;

import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;

/** Finds the step of a route that Camel complains about. */
final class RoutePlace {

    private RoutePlace() {
    }

    /**
     * File, line and route, as the beginning of a message.
     *
     * @param complaint Camel's message, which quotes the step between arrows if it is not the route's input
     * @param word      the option or the scheme it is about
     */
    static String of(CamelContext context, String routeId, String complaint, String word) {
        RouteDefinition route = ((ModelCamelContext) context).getRouteDefinition(routeId);
        if (route == null) {
            return "route " + routeId + ": ";
        }
        SourcePlace place = SourcePlace.of(node(route, complaint)).of(word);
        return (place.isKnown() ? place + ": " : "") + "route " + routeId + ": ";
    }

    private static NamedNode node(RouteDefinition route, String complaint) {
        for (ProcessorDefinition<?> step : steps(route)) {
            if (complaint.contains(">>> " + step + " <<<")) {
                return step;
            }
        }
        return route.getInput();
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static List<ProcessorDefinition<?>> steps(RouteDefinition route) {
        List<ProcessorDefinition<?>> steps = new ArrayList<>();
        for (ProcessorDefinition step : ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(),
                ProcessorDefinition.class)) {
            steps.add(step);
        }
        return steps;
    }
}
