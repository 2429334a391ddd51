/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.parse;

import java.util.Locale;

import org.flumecamel.core.interceptor.Interceptor;
import org.flumecamel.core.interceptor.InterceptorEndpoint;
import org.flumecamel.core.interceptor.InterceptorProvider;
import org.flumecamel.core.interceptor.ParserOptions;
import org.flumecamel.core.interceptor.ParserOptions.Target;

/** Makes the interceptors that read fields out of bodies. */
public final class ParserProvider implements InterceptorProvider {

    @Override
    public Interceptor create(InterceptorEndpoint endpoint) {
        ParserOptions options = endpoint.getParserOptions();
        ParserSettings settings = ParserSettings.of(endpoint);
        String original = options.getOriginal();
        return switch (endpoint.getType().toLowerCase(Locale.ROOT)) {
            case "access_log" -> {
                settings.names().requireOnly(AccessLogParser.FIELDS);
                yield interceptor(endpoint, settings, new AccessLogParser(), false, original);
            }
            case "key_value" -> interceptor(endpoint, settings,
                    KeyValueParser.of(options.getFieldSeparator(), options.getValueSeparator()), true, original);
            case "json" -> json(endpoint, settings);
            case "grok" -> {
                GrokParser grok = new GrokParser(options.getExpression(), options.getPatterns(), options.getMatchTimeout(),
                        endpoint.getCamelContext());
                settings.names().requireOnly(grok.fields());
                yield interceptor(endpoint, settings, grok, false, original == null ? "message" : original);
            }
            default -> throw new IllegalArgumentException("no parser " + endpoint.getType());
        };
    }

    /** A body that is JSON already and is to have all its fields needs no new body. */
    private static Interceptor json(InterceptorEndpoint endpoint, ParserSettings settings) {
        if (endpoint.getParserOptions().getTarget() == Target.body && settings.names().areAll()) {
            return new ParsingInterceptor(new JsonBodyParser(settings.timeField(), false), settings::timed, settings);
        }
        return interceptor(endpoint, settings, new JsonBodyParser(settings.timeField(), true), true, null);
    }

    /** @param preserves whether headers that are there keep their values unless an option says otherwise */
    private static Interceptor interceptor(InterceptorEndpoint endpoint, ParserSettings settings, BodyParser parser,
                                           boolean preserves, String original) {
        ParserOptions options = endpoint.getParserOptions();
        Boolean preserveExisting = endpoint.getPreserveExisting();
        FieldTarget target = options.getTarget() == Target.body
                ? new BodyTarget(original == null || original.isEmpty() ? null : original, settings)
                : new HeaderTarget(options.getHeaderPrefix(), preserveExisting == null ? preserves : preserveExisting,
                        settings);
        return new ParsingInterceptor(parser, target, settings);
    }
}
