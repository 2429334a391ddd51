/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The option tables of the component pages say what the component metadata says. With {@code -Dflumecamel.docs=write} they are
 * written anew.
 */
class OptionTablesTest {

    private static final Path ROOT = Path.of(System.getProperty("flumecamel.root"));
    private static final Path PAGES = ROOT.resolve("docs/components");
    private static final String BEGIN = "<!-- options -->\n";
    private static final String END = "<!-- /options -->";

    @Test
    void everyComponentHasAPage() throws IOException {
        assertThat(components().keySet()).isNotEmpty()
                .allSatisfy(scheme -> assertThat(PAGES.resolve(scheme + ".md")).isRegularFile());
    }

    @TestFactory
    Stream<DynamicTest> tableIsFresh() throws IOException {
        return components().entrySet().stream().filter(component -> Files.exists(PAGES.resolve(component.getKey() + ".md")))
                .map(component -> DynamicTest.dynamicTest(component.getKey(),
                        () -> check(PAGES.resolve(component.getKey() + ".md"), component.getValue())));
    }

    private static void check(Path page, Path metadata) throws IOException {
        String text = Files.readString(page);
        assertThat(text).as("%s has a place for the options", page.getFileName()).contains(BEGIN).contains(END);
        int from = text.indexOf(BEGIN) + BEGIN.length();
        int to = text.indexOf(END);
        String fresh = text.substring(0, from) + table(new ObjectMapper().readTree(metadata.toFile())) + text.substring(to);
        if ("write".equals(System.getProperty("flumecamel.docs"))) {
            Files.writeString(page, fresh);
        } else {
            assertThat(text).as("%s is stale: run this test with -Dflumecamel.docs=write", page.getFileName()).isEqualTo(fresh);
        }
    }

    /** The metadata of all components by scheme. */
    private static Map<String, Path> components() throws IOException {
        Map<String, Path> components = new TreeMap<>();
        try (Stream<Path> modules = Files.list(ROOT.resolve("components"))) {
            for (Path module : modules.toList()) {
                Path generated = module.resolve("src/generated/resources/META-INF/org/flumecamel");
                if (Files.isDirectory(generated)) {
                    try (Stream<Path> files = Files.walk(generated)) {
                        files.filter(file -> file.getFileName().toString().matches("(flume-.*|hdfs)\\.json"))
                                .forEach(file -> components.put(file.getFileName().toString().replace(".json", ""), file));
                    }
                }
            }
        }
        return components;
    }

    private static String table(JsonNode metadata) {
        List<String> rows = new ArrayList<>();
        rows.add("| Option | Default | What it is for |");
        rows.add("|---|---|---|");
        metadata.path("properties").properties().stream()
                .filter(option -> "parameter".equals(option.getValue().path("kind").asText()))
                .filter(option -> !isCamels(option.getKey(), option.getValue()))
                .forEach(option -> rows.add(row(option.getKey(), option.getValue())));
        return String.join("\n", rows) + "\n";
    }

    /** Options that every Camel endpoint has, or every one that polls, are described by Camel. */
    private static boolean isCamels(String name, JsonNode option) {
        return List.of("bridgeErrorHandler", "exceptionHandler", "exchangePattern", "lazyStartProducer", "pollStrategy")
                .contains(name) || option.path("label").asText().contains("scheduler");
    }

    private static String row(String name, JsonNode option) {
        String shown = option.path("multiValue").asBoolean() ? option.path("prefix").asText() + "<name>" : name;
        String fallback = option.path("defaultValue").asText("");
        String required = option.path("required").asBoolean() ? "required" : "";
        String values = option.path("enum").isEmpty() ? "" : " One of " + values(option.path("enum")) + ".";
        return "| `" + shown + "` | "
               + (fallback.isEmpty() ? required : "`" + fallback.replace("|", "\\|") + "`") + " | "
               + description(option).replace("|", "\\|") + values + " |";
    }

    /** Without the sentence that the metadata adds, which the name says already. */
    private static String description(JsonNode option) {
        return option.path("description").asText().replaceFirst(" This is a multi-value option with prefix: .*", "");
    }

    private static String values(JsonNode names) {
        List<String> values = new ArrayList<>();
        names.forEach(name -> values.add("`" + name.asText() + "`"));
        return String.join(", ", values);
    }
}
