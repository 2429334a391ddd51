/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.interceptor;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The interceptors there are, the options each has, and how it is made of them. */
enum InterceptorType {

    TIMESTAMP("interceptor.TimestampInterceptor", InterceptorFactory::timestamp, "headerName", "preserveExisting"),
    HOST("interceptor.HostInterceptor", InterceptorFactory::host, "useIP", "hostHeader", "preserveExisting"),
    STATIC("interceptor.StaticInterceptor", InterceptorFactory::fixed, "key", "value", "preserveExisting"),
    REMOVE_HEADER("interceptor.RemoveHeaderInterceptor", InterceptorFactory::removeHeader, "withName", "fromList",
            "fromListSeparator", "matching"),
    REGEX_FILTER("interceptor.RegexFilteringInterceptor", InterceptorFactory::regexFilter, "regex", "excludeEvents",
            "charset"),
    REGEX_EXTRACTOR("interceptor.RegexExtractorInterceptor", InterceptorFactory::regexExtractor, "regex", "serializers",
            "charset"),
    SEARCH_REPLACE("interceptor.SearchAndReplaceInterceptor", InterceptorFactory::searchReplace, "searchPattern",
            "replaceString", "charset"),
    UUID("sink.solr.morphline.UUIDInterceptor", InterceptorFactory::uuid, "headerName", "preserveExisting",
            "prefix"),
    ACCESS_LOG(null, InterceptorFactory::provided, InterceptorType.parser("charset", "original")),
    KEY_VALUE(null, InterceptorFactory::provided, InterceptorType.parser("charset", "original", "timeField", "timePattern",
            "timeZone", "fieldSeparator", "valueSeparator")),
    JSON(null, InterceptorFactory::provided, InterceptorType.parser("timeField", "timePattern", "timeZone")),
    GROK(null, InterceptorFactory::provided, InterceptorType.parser("charset", "original", "timeField", "timePattern",
            "timeZone", "expression", "patterns", "matchTimeout")),
    CUSTOM(null, InterceptorFactory::custom, "interceptor");

    private static final String FLUME = "org.apache.flume.";

    private final String flumeClass;
    private final Function<InterceptorFactory, Interceptor> maker;
    private final List<String> options;

    InterceptorType(String flumeClass, Function<InterceptorFactory, Interceptor> maker, String... options) {
        this.flumeClass = flumeClass;
        this.maker = maker;
        this.options = List.of(options);
    }

    /** The options of a type that reads fields out of bodies. */
    private static String[] parser(String... own) {
        Stream<String> common = Stream.of("target", "include", "fields", "headerPrefix", "headerName", "preserveExisting",
                "errorHeader", "maxFields", "maxFieldLength", "maxLength");
        return Stream.concat(common, Stream.of(own)).toArray(String[]::new);
    }

    /**
     * The type of a name: Flume's alias in any letter case, or the name of Flume's builder class.
     *
     * @throws IllegalArgumentException if there is none
     */
    static InterceptorType of(String name) {
        for (InterceptorType type : values()) {
            if (type.name().equalsIgnoreCase(name) || type.flumeClass != null
                    && (name.equals(FLUME + type.flumeClass + "$Builder") || name.equals(FLUME + type.flumeClass))) {
                return type;
            }
        }
        throw new IllegalArgumentException("there is no interceptor " + name + ", only "
                                           + Arrays.stream(values()).map(InterceptorType::alias)
                                                   .collect(Collectors.joining(", "))
                                           + " (your own class: flume-interceptor:custom?interceptor=#class:" + name + ")");
    }

    String alias() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Refuses options that other types have and this one has not: they would be ignored without a word.
     *
     * @throws IllegalArgumentException if there is one
     */
    void requireOwn(Set<String> given) {
        Map<String, Set<String>> owners = new TreeMap<>();
        for (InterceptorType type : values()) {
            type.options.forEach(option -> owners.computeIfAbsent(plain(option), o -> new LinkedHashSet<>()).add(type.alias()));
        }
        for (String option : given) {
            Set<String> types = owners.get(plain(option));
            if (types != null && !types.contains(alias())) {
                throw new IllegalArgumentException("interceptor " + alias() + " has no option " + option + ", which belongs to "
                                                   + String.join(", ", types) + "; it has " + String.join(", ", options));
            }
        }
    }

    /** Camel takes option names in any letter case, and with dashes; what follows a dot is a name of the user's. */
    private static String plain(String option) {
        int dot = option.indexOf('.');
        return (dot < 0 ? option : option.substring(0, dot)).replace("-", "").toLowerCase(Locale.ROOT);
    }

    Interceptor create(InterceptorEndpoint endpoint) {
        return maker.apply(new InterceptorFactory(this, endpoint));
    }
}
