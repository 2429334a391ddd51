/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.interceptor;

import java.nio.charset.Charset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;

/**
 * Keeps, or drops, events in whose body an expression is found (Flume INT-FILTER). The body is decoded for the match only;
 * what passes keeps its very bytes.
 */
final class RegexFilterInterceptor implements Interceptor {

    private final Pattern regex;
    private final boolean excludeEvents;
    private final Charset charset;

    RegexFilterInterceptor(Pattern regex, boolean excludeEvents, Charset charset) {
        this.regex = regex;
        this.excludeEvents = excludeEvents;
        this.charset = charset;
    }

    @Override
    public Event intercept(Event event) {
        return intercept(event, regex.matcher(""));
    }

    @Override
    public EventBatch intercept(EventBatch batch) {
        Matcher matcher = regex.matcher("");
        return batch.map(event -> intercept(event, matcher));
    }

    private Event intercept(Event event, Matcher matcher) {
        boolean found = matcher.reset(event.bodyAsString(charset)).find();
        return found == excludeEvents ? null : event;
    }
}
