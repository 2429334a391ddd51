/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.interceptor;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import org.apache.camel.CamelContext;
import org.apache.camel.support.ResolverHelper;
import org.apache.camel.util.StringHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes an interceptor of the options of an endpoint; every bad value is an {@link IllegalArgumentException} that names it. */
final class InterceptorFactory {

    private static final Logger LOG = LoggerFactory.getLogger(InterceptorFactory.class);

    private static final String PROVIDERS = "META-INF/services/org/flumecamel/interceptor/";

    private final InterceptorType type;
    private final InterceptorEndpoint options;

    InterceptorFactory(InterceptorType type, InterceptorEndpoint options) {
        this.type = type;
        this.options = options;
    }

    Interceptor timestamp() {
        return new TimestampInterceptor(headerName("timestamp"), preserveExisting(false));
    }

    Interceptor uuid() {
        return new UuidInterceptor(headerName("id"), preserveExisting(true), options.getPrefix());
    }

    private String headerName(String otherwise) {
        return options.getHeaderName() == null ? otherwise : options.getHeaderName();
    }

    Interceptor host() {
        String host = HostInterceptor.resolve(options.isUseIP(), InetAddress::getLocalHost);
        return new HostInterceptor(options.getHostHeader(), host, preserveExisting(false));
    }

    Interceptor fixed() {
        return new StaticInterceptor(options.getKey(), options.getValue(), preserveExisting(true));
    }

    private boolean preserveExisting(boolean otherwise) {
        return options.getPreserveExisting() == null ? otherwise : options.getPreserveExisting();
    }

    Interceptor removeHeader() {
        Set<String> names = new HashSet<>();
        if (options.getWithName() != null) {
            names.add(options.getWithName());
        }
        if (options.getFromList() != null) {
            Pattern separator = pattern("fromListSeparator", options.getFromListSeparator());
            names.addAll(List.of(separator.split(options.getFromList())));
        }
        Pattern matching = options.getMatching() == null ? null : pattern("matching", options.getMatching());
        if (names.isEmpty() && matching == null) {
            LOG.warn("{} removes nothing: it has none of withName, fromList and matching", options.getEndpointUri());
        }
        return new RemoveHeaderInterceptor(names, matching);
    }

    Interceptor regexFilter() {
        String regex = options.getRegex() == null ? ".*" : options.getRegex();
        return new RegexFilterInterceptor(pattern("regex", regex), options.isExcludeEvents(), options.characterSet());
    }

    Interceptor searchReplace() {
        return new SearchReplaceInterceptor(pattern("searchPattern", required("searchPattern", options.getSearchPattern())),
                options.getReplaceString(), options.characterSet());
    }

    Interceptor regexExtractor() {
        Pattern regex = pattern("regex", required("regex", options.getRegex()));
        String[] names = required("serializers", options.getSerializers()).trim().split("[\\s,]+");
        Map<String, Map<String, String>> settings = serializerSettings(List.of(names));
        List<GroupSerializer> serializers = new ArrayList<>();
        for (String name : names) {
            serializers.add(GroupSerializer.create(name, settings.get(inYaml(name))));
        }
        int groups = RegexExtractorInterceptor.groups(regex);
        if (groups < names.length) {
            LOG.warn("{}: regex has {} capture groups for {} serializers; the last set no header", options.getEndpointUri(),
                    groups, names.length);
        }
        return new RegexExtractorInterceptor(regex, serializers, options.characterSet());
    }

    private Map<String, Map<String, String>> serializerSettings(List<String> names) {
        Map<String, Map<String, String>> settings = new LinkedHashMap<>();
        names.forEach(name -> settings.put(inYaml(name), new LinkedHashMap<>()));
        options.getSerializerOptions().forEach((key, value) -> {
            int dot = key.lastIndexOf('.');
            Map<String, String> ofOne = dot < 0 ? null : settings.get(inYaml(key.substring(0, dot)));
            if (ofOne == null) {
                throw new IllegalArgumentException("serializers." + key + " belongs to none of the serializers "
                                                   + String.join(", ", names));
            }
            ofOne.put(key.substring(dot + 1), value);
        });
        return settings;
    }

    /** YAML turns serializers.my-date.name into serializers.myDate.name before we see it. */
    private static String inYaml(String serializer) {
        return StringHelper.dashToCamelCase(serializer);
    }

    /** An interceptor of another module. */
    Interceptor provided() {
        CamelContext context = options.getCamelContext();
        return ResolverHelper.resolveService(context, context.getCamelContextExtension().getFactoryFinder(PROVIDERS),
                type.alias(), InterceptorProvider.class).orElseThrow(() -> new IllegalArgumentException(
                        "for the interceptor " + type.alias() + ", flume-camel-parse must be on the class path"))
                .create(options);
    }

    Interceptor custom() {
        if (options.getInterceptor() == null) {
            throw missing("interceptor");
        }
        return options.getInterceptor();
    }

    private String required(String option, String value) {
        if (value == null || value.isEmpty()) {
            throw missing(option);
        }
        return value;
    }

    private IllegalArgumentException missing(String option) {
        return new IllegalArgumentException("interceptor " + type.alias() + " needs the option " + option);
    }

    private static Pattern pattern(String option, String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(option + " is not a regular expression: " + e.getDescription() + " near index "
                                               + e.getIndex() + " of " + regex, e);
        }
    }
}
