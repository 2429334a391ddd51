/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.main.DefaultRoutesCollector;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/**
 * Finds the route files: those of the command line, or those the configuration names; and always the retry configuration
 * that sink routes name and the templates of sink groups.
 */
final class RouteFiles extends DefaultRoutesCollector {

    /** The {@code routeConfiguration} with id {@code flume-retry}, and the templates of sink groups. */
    private static final List<String> SHIPPED = List.of("classpath:camel/flume-retry.yaml",
            "classpath:camel-template/flume-sink-groups.yaml");
    private static final String FILE = "file:";

    private final List<Path> given;
    private final boolean required;
    private final Set<Path> found = new LinkedHashSet<>();

    RouteFiles(List<Path> given) {
        this(given, true);
    }

    private RouteFiles(List<Path> given, boolean required) {
        this.given = given;
        this.required = required;
    }

    /** The files the configuration names, of which there may be none. */
    static RouteFiles ifThere() {
        return new RouteFiles(List.of(), false);
    }

    /** The files that are run, for messages. */
    String names() {
        return found.stream().map(file -> SourcePlace.of(FILE + file.toAbsolutePath().normalize(), 0).toString())
                .collect(Collectors.joining(", "));
    }

    @Override
    public Collection<RoutesBuilder> collectRoutesFromDirectory(
            CamelContext camelContext, String excludePattern, String includePattern) {
        List<Resource> resources = new ArrayList<>();
        SHIPPED.forEach(name -> resources.add(PluginHelper.getResourceLoader(camelContext).resolveResource(name)));
        List<Resource> shipped = List.copyOf(resources);
        findRouteResourcesFromDirectory(camelContext, excludePattern, includePattern).stream()
                .filter(resource -> shipped.stream().noneMatch(known -> isSame(known, resource))).forEach(resources::add);
        try {
            return PluginHelper.getRoutesLoader(camelContext).findRoutesBuilders(resources, false);
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeException(e);
        }
    }

    /** Whether a search, such as Camel's own default for route files, has found what is loaded anyway. */
    private static boolean isSame(Resource shipped, Resource found) {
        String path = found.getLocation().replaceFirst("^(jar:)?file:", "");
        return shipped.getURI() != null && shipped.getURI().toString().endsWith(path);
    }

    @Override
    public Collection<Resource> findRouteResourcesFromDirectory(
            CamelContext camelContext, String excludePattern, String includePattern) {
        return given.isEmpty() ? named(camelContext, excludePattern, includePattern) : given(camelContext);
    }

    private List<Resource> given(CamelContext camelContext) {
        return given.stream().map(file -> resource(camelContext, file)).toList();
    }

    private Resource resource(CamelContext camelContext, Path file) {
        found.add(requireFile(file));
        return PluginHelper.getResourceLoader(camelContext).resolveResource(FILE + file.toAbsolutePath().normalize());
    }

    private Collection<Resource> named(CamelContext camelContext, String excludePattern, String includePattern) {
        List<String> names = Stream.of(includePattern.split(",")).map(String::strip).toList();
        if (!required) {
            String there = names.stream().filter(name -> !isPlainFile(name) || Files.exists(plainFile(name)))
                    .collect(Collectors.joining(","));
            return there.isEmpty() ? List.of() : matching(camelContext, excludePattern, there);
        }
        names.stream().filter(RouteFiles::isPlainFile).forEach(name -> requireFile(plainFile(name)));
        Collection<Resource> resources = matching(camelContext, excludePattern, includePattern);
        if (resources.isEmpty()) {
            throw new ConfigurationException("No route file matches " + includePattern
                                             + ": set camel.main.routesIncludePattern in application.properties,"
                                             + " or name files: flume-camel run <file>...");
        }
        resources.forEach(resource -> found.add(Path.of(resource.getURI())));
        return resources;
    }

    private Collection<Resource> matching(CamelContext camelContext, String excludePattern, String includePattern) {
        try {
            return super.findRouteResourcesFromDirectory(camelContext, excludePattern, includePattern);
        } catch (RuntimeCamelException e) {
            if (StartFailure.root(e) instanceof NoSuchFileException) {
                return List.of();
            }
            throw e;
        }
    }

    private static boolean isPlainFile(String pattern) {
        return pattern.startsWith(FILE) && !pattern.contains("*") && !pattern.contains("?");
    }

    private static Path plainFile(String pattern) {
        return Path.of(pattern.substring(FILE.length()));
    }

    private static Path requireFile(Path file) {
        if (Files.isDirectory(file)) {
            throw new ConfigurationException(file + " is a folder: name the route files in it");
        }
        if (!Files.exists(file)) {
            throw new ConfigurationException("There is no file " + file + NearestName.hint(file.getFileName().toString(),
                    siblings(file)));
        }
        if (!Files.isReadable(file)) {
            throw new ConfigurationException(file + " cannot be read by user " + System.getProperty("user.name"));
        }
        if (file.toFile().length() == 0) {
            throw new ConfigurationException(file + " is empty");
        }
        return file;
    }

    private static List<String> siblings(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
