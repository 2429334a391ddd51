/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.model.Model;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;

/** Looks at the routes when all files are read and before any is started. */
final class RouteRules extends MainListenerSupport {

    private final RouteFiles files;
    private final Map<String, RouteDefinition> seen = new HashMap<>();

    RouteRules(RouteFiles files) {
        this.files = files;
    }

    @Override
    public void beforeConfigure(BaseMainSupport main) {
        main.getCamelContext().getCamelContextExtension().getContextPlugin(Model.class)
                .addModelLifecycleStrategy(new ModelLifecycleStrategySupport() {
                    @Override
                    public void onAddRouteDefinition(RouteDefinition route) {
                        refuseSecond(route);
                    }
                });
    }

    private void refuseSecond(RouteDefinition route) {
        RouteDefinition first = route.getId() == null ? null : seen.putIfAbsent(route.getId(), route);
        if (first != null && first != route) {
            throw new ConfigurationException(
                    place(route) + "route id " + route.getId() + " is taken, by the route at " + SourcePlace.of(first));
        }
    }

    @Override
    public void afterConfigure(BaseMainSupport main) {
        CamelContext context = main.getCamelContext();
        List<RouteDefinition> routes = ((ModelCamelContext) context).getRouteDefinitions();
        if (routes.isEmpty()) {
            throw new ConfigurationException("No route is defined in " + files.names() + ":"
                                             + " a route file is a list whose entries begin with \"- route:\"");
        }
        List<String> configurations = ((ModelCamelContext) context).getRouteConfigurationDefinitions().stream()
                .map(RouteConfigurationDefinition::getId).filter(Objects::nonNull).toList();
        routes.forEach(route -> {
            requireConfiguration(route, configurations);
            letSourceHear(route);
        });
    }

    /** Camel ignores an id that no configuration has; such a route would silently not retry. */
    private static void requireConfiguration(RouteDefinition route, List<String> configurations) {
        if (route.getRouteConfigurationId() == null) {
            return;
        }
        for (String id : route.getRouteConfigurationId().split(",")) {
            boolean pattern = id.contains("*") || id.contains("{{");
            if (!pattern && !configurations.contains(id)) {
                throw new ConfigurationException(place(route) + "route " + route.getId() + ": there is no routeConfiguration "
                                                 + id + NearestName.hint(id, configurations));
            }
        }
    }

    /** A route that asks for no error handling gets none, so that its source hears of failures and acts on them itself. */
    private static void letSourceHear(RouteDefinition route) {
        boolean handled = route.isErrorHandlerFactorySet()
                          || route.getOutputs().stream().anyMatch(OnExceptionDefinition.class::isInstance);
        if (!handled) {
            route.setErrorHandlerFactory(new NoErrorHandlerDefinition());
        }
    }

    private static String place(NamedNode node) {
        return SourcePlace.of(node) + ": ";
    }
}
