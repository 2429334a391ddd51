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
 * Replaces every match of an expression in the body (Flume INT-SEARCH). A body whose text does not change keeps its very
 * bytes, also those that are malformed in the character set.
 */
final class SearchReplaceInterceptor implements Interceptor {

    private final Pattern searchPattern;
    private final String replaceString;
    private final Charset charset;

    /**
     * @throws IllegalArgumentException if the replacement names a group that the expression does not have, or has characters
     *                                  the character set cannot write
     */
    SearchReplaceInterceptor(Pattern searchPattern, String replaceString, Charset charset) {
        this.searchPattern = searchPattern;
        this.replaceString = replaceString;
        this.charset = charset;
        checkReplacement();
    }

    private void checkReplacement() {
        if (!charset.canEncode() || !charset.newEncoder().canEncode(replaceString)) {
            throw new IllegalArgumentException("replaceString " + replaceString + " cannot be written in charset " + charset);
        }
        try {
            // has all groups of the expression and always matches, so the replacement is tried before the first event comes
            Pattern.compile("|" + searchPattern.pattern()).matcher("").replaceAll(replaceString);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("replaceString " + replaceString + " does not fit searchPattern "
                                               + searchPattern + ": " + e.getMessage()
                                               + " (a $ or \\ that is meant as such is written \\$ or \\\\)", e);
        }
    }

    @Override
    public Event intercept(Event event) {
        return intercept(event, searchPattern.matcher(""));
    }

    @Override
    public EventBatch intercept(EventBatch batch) {
        Matcher matcher = searchPattern.matcher("");
        return batch.map(event -> intercept(event, matcher));
    }

    private Event intercept(Event event, Matcher matcher) {
        String text = event.bodyAsString(charset);
        if (!matcher.reset(text).find()) {
            return event;
        }
        String replaced = matcher.replaceAll(replaceString);
        return replaced.equals(text) ? event : event.withBody(replaced.getBytes(charset));
    }
}
