/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Every example of the documentation and every route file runs as it is, but for its directories. */
class DocumentationTest {

    private static final Path ROOT = Path.of(System.getProperty("flumecamel.root"));
    private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);
    /** Directories of examples; what stands behind them is kept. */
    private static final Pattern PLACE = Pattern.compile("(hdfs://[\\w.:-]+|file://)?/(var|data|srv|opt|logs)(?=/)");

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> routeFilesRun() throws IOException {
        return pages("routes", ".yaml").map(file -> DynamicTest.dynamicTest(ROOT.relativize(file).toString(),
                () -> run(Files.readString(file))));
    }

    @TestFactory
    Stream<DynamicTest> examplesRun() throws IOException {
        return Stream.concat(Stream.of(ROOT.resolve("README.md")), pages("docs", ".md")).flatMap(this::examples);
    }

    private static Stream<Path> pages(String below, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(below))) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().collect(Collectors.toList()).stream();
        }
    }

    /** All fenced YAML of a page that is a list of routes; a page of a component has at least one. */
    private Stream<DynamicTest> examples(Path page) {
        List<String> examples;
        try {
            examples = YAML.matcher(Files.readString(page)).results().map(found -> found.group(1))
                    .filter(yaml -> yaml.contains("- route:")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String name = ROOT.relativize(page).toString();
        if (name.startsWith("docs/components/flume-")) {
            assertThat(examples).as("examples of %s", name).isNotEmpty();
        }
        return Stream.iterate(0, i -> i < examples.size(), i -> i + 1)
                .map(i -> DynamicTest.dynamicTest(name + " " + (i + 1), () -> run(examples.get(i))));
    }

    private void run(String yaml) throws Exception {
        Path here = Files.createTempDirectory(folder, "example");
        Path file = Files.writeString(here.resolve("route.yaml"), moved(yaml, here));
        CamelRuntime runtime = new CamelRuntime(here, new RouteFiles(List.of(file)), getClass().getClassLoader());
        for (String key : List.of("logs", "spool", "output", "state", "flume.home")) {
            runtime.addInitialProperty(key, Files.createDirectories(here.resolve(key)).toString());
        }
        runtime.addInitialProperty("camel.component.flume-deadletter.directory", here.resolve("deadletter").toString());
        runtime.addInitialProperty("flume.broker.dataDirectory", here.resolve("broker").toString());
        runtime.addInitialProperty("camel.main.shutdownTimeout", "2");
        try {
            runtime.start();
            CamelContext context = runtime.getCamelContext();
            assertThat(context.getRoutes()).isNotEmpty().extracting(Route::getRouteId).allSatisfy(
                    id -> assertThat(context.getRouteController().getRouteStatus(id)).isEqualTo(ServiceStatus.Started));
        } finally {
            runtime.stop();
        }
    }

    /** The example with its directories below a temporary one; those it names exist. */
    private static String moved(String yaml, Path here) throws IOException {
        Matcher places = PLACE.matcher(yaml);
        String moved = places.replaceAll(found -> Matcher.quoteReplacement(here + "/" + found.group(2)));
        Matcher paths = Pattern.compile(Pattern.quote(here.toString()) + "(/[\\w./-]*)").matcher(moved);
        while (paths.find()) {
            Path path = Path.of(here + paths.group(1));
            Files.createDirectories(paths.group(1).endsWith("/") ? path : path.getParent());
        }
        return moved;
    }
}
