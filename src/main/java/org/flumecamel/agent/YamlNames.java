/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The names a route file may use, from the schema that Camel's YAML DSL brings along. */
final class YamlNames {

    private static final String SCHEMA = "schema/camelYamlDsl.json";

    private final JsonNode items;

    YamlNames(ClassLoader classLoader) {
        this.items = read(classLoader);
    }

    /** A message without a suggestion is better than none, so a schema that cannot be read is an empty one. */
    private static JsonNode read(ClassLoader classLoader) {
        ObjectMapper mapper = new ObjectMapper();
        try (InputStream in = classLoader.getResourceAsStream(SCHEMA)) {
            return in == null ? mapper.createObjectNode() : mapper.readTree(in).path("items");
        } catch (IOException e) {
            return mapper.createObjectNode();
        }
    }

    /** The steps of a route and the entries of a file. */
    Set<String> steps() {
        Set<String> steps = fields(items);
        steps.addAll(fields(definition("org.apache.camel.model.ProcessorDefinition")));
        return steps;
    }

    /** The keys of a step, an entry, or a class of Camel's model. */
    Set<String> keys(String node) {
        JsonNode step = definition("org.apache.camel.model.ProcessorDefinition").path("properties").path(node);
        JsonNode entry = items.path("properties").path(node);
        JsonNode found = definition(node);
        for (JsonNode candidate : new JsonNode[] {entry, step}) {
            String reference = candidate.path("$ref").asText("");
            if (!reference.isEmpty()) {
                found = definition(reference.substring(reference.lastIndexOf('/') + 1));
            }
        }
        return fields(found);
    }

    private JsonNode definition(String name) {
        return items.path("definitions").path(name);
    }

    private static Set<String> fields(JsonNode definition) {
        Set<String> names = new TreeSet<>();
        definition.path("properties").fieldNames().forEachRemaining(names::add);
        definition.findValues("properties").forEach(properties -> {
            if (definition.has("oneOf") || definition.has("anyOf")) {
                properties.fieldNames().forEachRemaining(names::add);
            }
        });
        return names;
    }
}
