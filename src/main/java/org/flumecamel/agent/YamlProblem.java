/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.camel.dsl.yaml.common.exception.InvalidEndpointException;
import org.apache.camel.dsl.yaml.common.exception.UnknownNodeIdException;
import org.apache.camel.dsl.yaml.common.exception.UnsupportedFieldException;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Says what is wrong with a file that is no YAML, or no routes. */
final class YamlProblem {

    private static final Pattern FIELD = Pattern.compile("Unsupported field: (.*)");
    private static final Pattern STEP = Pattern.compile("Unknown node id: (.*)");
    private static final Pattern NODE = Pattern.compile("Error constructing YAML node id: (.*)");

    private final YamlNames names;

    YamlProblem(ClassLoader classLoader) {
        this.names = new YamlNames(classLoader);
    }

    /** Explains the innermost of the failures that know a place. */
    String explain(Throwable failure) {
        MarkedYamlEngineException problem = StartFailure.find(failure, MarkedYamlEngineException.class);
        String text = String.valueOf(problem.getProblem());
        Matcher field = FIELD.matcher(text);
        if (problem instanceof UnsupportedFieldException && field.matches()) {
            return unknownKey(failure, problem, field.group(1));
        }
        Matcher step = STEP.matcher(text);
        if (problem instanceof UnknownNodeIdException && step.matches()) {
            return place(problem, null) + step.group(1) + " is neither a step nor an entry of a route file"
                   + NearestName.hint(step.group(1), names.steps());
        }
        if (problem instanceof InvalidEndpointException) {
            return place(problem, null) + "options are written behind the ? of a uri or under parameters, not in both places";
        }
        boolean ofCamel = problem.getClass().getName().startsWith("org.apache.camel.");
        return place(problem, null) + (ofCamel ? "" : "this is not valid YAML: ") + text.replaceAll("\\s+", " ");
    }

    private String unknownKey(Throwable failure, MarkedYamlEngineException problem, String key) {
        String node = "";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Matcher matcher = cause instanceof MarkedYamlEngineException marked
                    ? NODE.matcher(String.valueOf(marked.getProblem())) : NODE.matcher("");
            if (matcher.matches()) {
                node = matcher.group(1);
            }
        }
        String name = node.substring(node.lastIndexOf('.') + 1).replaceFirst("Definition$", "");
        return place(problem, key) + (name.isEmpty() ? "there is no key " : name.toLowerCase(Locale.ROOT) + " has no key ")
               + key + NearestName.hint(key, names.keys(node));
    }

    /** Camel marks the beginning of the map that a wrong key is in; the key itself comes behind it. */
    private static String place(MarkedYamlEngineException problem, String key) {
        Optional<Mark> mark = problem.getProblemMark().or(problem::getContextMark);
        if (mark.isEmpty()) {
            return "";
        }
        SourcePlace place = SourcePlace.of(mark.get().getName(), mark.get().getLine() + 1);
        return (key == null ? place : place.of(key)) + ": ";
    }
}
