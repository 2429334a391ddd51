/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.interceptor;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.Headers;

/**
 * Puts the capture groups of the first match in the body into headers (Flume INT-EXTRACT). A group that took no part in the
 * match, or that its serializer cannot read, sets no header.
 */
final class RegexExtractorInterceptor implements Interceptor {

    /** How many headers are remembered within a batch. */
    private static final int MOST_KNOWN = 256;

    private final Pattern regex;
    private final List<GroupSerializer> serializers;
    private final Charset charset;

    /**
     * @param serializers one for each capture group, in their order; groups beyond them are ignored
     */
    RegexExtractorInterceptor(Pattern regex, List<GroupSerializer> serializers, Charset charset) {
        this.regex = regex;
        this.serializers = List.copyOf(serializers.subList(0, Math.min(serializers.size(), groups(regex))));
        this.charset = charset;
    }

    /** How many capture groups an expression has. */
    static int groups(Pattern regex) {
        return regex.matcher("").groupCount();
    }

    @Override
    public Event intercept(Event event) {
        return new Extraction().apply(event);
    }

    @Override
    public EventBatch intercept(EventBatch batch) {
        return batch.map(new Extraction());
    }

    /** Remembers the headers made: events that yield the same values share them. */
    private final class Extraction implements UnaryOperator<Event> {

        private final Matcher matcher = regex.matcher("");
        private final Map<List<String>, Headers> known = new HashMap<>();
        private Headers in;

        @Override
        public Event apply(Event event) {
            if (!matcher.reset(event.bodyAsString(charset)).find()) {
                return event;
            }
            if (event.headers() != in) {
                in = event.headers();
                known.clear();
            }
            List<String> values = values();
            Headers out = known.get(values);
            if (out == null) {
                if (known.size() == MOST_KNOWN) {
                    known.clear();
                }
                out = headers(values);
                known.put(values, out);
            }
            return event.withHeaders(out);
        }

        /** One for each serializer, null where it sets no header. */
        private List<String> values() {
            String[] values = new String[serializers.size()];
            for (int i = 0; i < values.length; i++) {
                String group = matcher.group(i + 1);
                values[i] = group == null ? null : serializers.get(i).serialize(group);
            }
            return Arrays.asList(values);
        }

        private Headers headers(List<String> values) {
            Map<String, String> found = new LinkedHashMap<>();
            for (int i = 0; i < values.size(); i++) {
                if (values.get(i) != null) {
                    found.put(serializers.get(i).header(), values.get(i));
                }
            }
            return in.with(found);
        }
    }
}
