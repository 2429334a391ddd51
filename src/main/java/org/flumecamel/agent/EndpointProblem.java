/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateConsumerException;
import org.apache.camel.FailedToCreateProducerException;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.TypeConversionException;
import org.apache.camel.language.simple.types.SimpleIllegalSyntaxException;
import org.flumecamel.core.UnknownOptionException;

/** Says what is wrong with an endpoint, or with any other step of a route. */
final class EndpointProblem {

    private static final Pattern UNKNOWN = Pattern.compile("Unknown parameters=\\[\\{(.*)}]");
    private static final Pattern PROPERTY = Pattern.compile("Property with key \\[(.*?)] not found");

    private final CamelContext context;
    private final EndpointNames names;

    EndpointProblem(CamelContext context) {
        this.context = context;
        this.names = new EndpointNames(context);
    }

    String explain(Throwable failure) {
        Throwable root = StartFailure.root(failure);
        Matcher property = PROPERTY.matcher(String.valueOf(root.getMessage()));
        if (property.find()) {
            return noValue(property.group(1));
        }
        UnknownOptionException unknown = StartFailure.find(failure, UnknownOptionException.class);
        if (unknown != null) {
            return unknownOptions(unknown.scheme(), unknown.options());
        }
        if (root instanceof NoSuchEndpointException noSuch) {
            String scheme = scheme(noSuch.getUri());
            String hint = NearestName.hint(scheme, names.schemes());
            return "there is no component " + scheme + (hint.isEmpty() ? "; if it comes in a jar of its own, put that, and"
                                                                         + " what it needs, into lib/ext" : hint);
        }
        PropertyBindingException binding = StartFailure.find(failure, PropertyBindingException.class);
        if (binding != null && binding == root) {
            return "there is no setting " + binding.getPropertyName() + " (its value is " + binding.getValue()
                   + "): look at its name in application.properties";
        }
        if (binding != null && binding.getPropertyName() != null) {
            return badValue(failure, binding);
        }
        Matcher parameters = UNKNOWN.matcher(String.valueOf(root.getMessage()));
        if (root instanceof ResolveEndpointFailedException resolve && parameters.find()) {
            return unknownOptions(scheme(resolve.getUri()), optionNames(parameters.group(1)));
        }
        return endpoint(failure) + message(speaker(failure));
    }

    /** The word in the file that is at fault: the option, else the scheme, else what the message begins with. */
    static String word(Throwable failure) {
        UnknownOptionException unknown = StartFailure.find(failure, UnknownOptionException.class);
        if (unknown != null) {
            return new TreeSet<>(unknown.options()).first();
        }
        PropertyBindingException binding = StartFailure.find(failure, PropertyBindingException.class);
        if (binding != null && binding.getPropertyName() != null) {
            return binding.getPropertyName();
        }
        Throwable root = StartFailure.root(failure);
        Matcher parameters = UNKNOWN.matcher(String.valueOf(root.getMessage()));
        if (parameters.find()) {
            return optionNames(parameters.group(1)).iterator().next();
        }
        String uri = uri(failure);
        if (uri != null) {
            return scheme(uri);
        }
        return root instanceof NoSuchBeanException ? "ref" : String.valueOf(root.getMessage()).split("[:\\s]", 2)[0];
    }

    private static String uri(Throwable failure) {
        NoSuchEndpointException none = StartFailure.find(failure, NoSuchEndpointException.class);
        ResolveEndpointFailedException resolve = StartFailure.find(failure, ResolveEndpointFailedException.class);
        FailedToCreateConsumerException consumer = StartFailure.find(failure, FailedToCreateConsumerException.class);
        FailedToCreateProducerException producer = StartFailure.find(failure, FailedToCreateProducerException.class);
        if (none != null) {
            return none.getUri();
        }
        if (resolve != null) {
            return resolve.getUri();
        }
        if (consumer != null) {
            return consumer.getUri();
        }
        return producer == null ? null : producer.getUri();
    }

    private String noValue(String key) {
        Set<String> known = new TreeSet<>();
        context.getPropertiesComponent().loadProperties().keySet().forEach(name -> known.add(name.toString()));
        return "{{" + key + "}} has no value: set it with -D" + key + "=<value> or in application.properties"
               + NearestName.hint(key, known);
    }

    private String unknownOptions(String scheme, Set<String> wrong) {
        Set<String> options = names.options(scheme);
        List<String> parts = new TreeSet<>(wrong).stream()
                .map(option -> scheme + " has no option " + option + NearestName.hint(option, options)).toList();
        boolean near = wrong.stream().anyMatch(option -> NearestName.of(option, options).isPresent());
        return String.join(" ", parts) + (near ? "" : " (a value that contains & must be written RAW(value))");
    }

    private static Set<String> optionNames(String parameters) {
        Set<String> options = new TreeSet<>();
        for (String parameter : parameters.split(", ")) {
            options.add(parameter.split("=", 2)[0]);
        }
        return options;
    }

    private String badValue(Throwable failure, PropertyBindingException binding) {
        TypeConversionException conversion = StartFailure.find(failure, TypeConversionException.class);
        Class<?> type = conversion == null ? null : conversion.getToType();
        String wanted = type == null ? StartFailure.plain(StartFailure.root(failure)) : "it must be " + describe(type);
        return endpoint(failure) + binding.getPropertyName() + " cannot be " + binding.getValue() + ": " + wanted;
    }

    /** What a value of that kind looks like. */
    static String describe(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + List.of(type.getEnumConstants()).toString().replaceAll("[\\[\\]]", "");
        }
        return switch (type.getSimpleName()) {
            case "int", "Integer", "long", "Long" -> "a whole number";
            case "boolean", "Boolean" -> "true or false";
            case "double", "Double", "float", "Float" -> "a number";
            default -> "a " + type.getSimpleName();
        };
    }

    /** The endpoint as it was written, without its options, as the beginning of a message. */
    private static String endpoint(Throwable failure) {
        String uri = uri(failure);
        return uri == null ? "" : name(uri) + ": ";
    }

    /** An endpoint as it is written, without its options. */
    static String name(String uri) {
        return uri.split("\\?", 2)[0].replaceFirst("^([^:]+)://", "$1:");
    }

    private static String message(Throwable root) {
        if (root instanceof ResolveEndpointFailedException resolve) {
            String message = resolve.getMessage();
            int reason = message.lastIndexOf(" due to: ");
            return reason < 0 ? message : message.substring(reason + " due to: ".length());
        }
        return StartFailure.plain(root);
    }

    /** Camel's languages say more above the root than at it. */
    private static Throwable speaker(Throwable failure) {
        SimpleIllegalSyntaxException syntax = StartFailure.find(failure, SimpleIllegalSyntaxException.class);
        return syntax != null ? syntax : StartFailure.root(failure);
    }

    private static String scheme(String uri) {
        return uri.split(":", 2)[0];
    }
}
