/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.elasticsearch;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import org.flumecamel.core.Event;
import org.flumecamel.core.Headers;
import org.flumecamel.core.path.BucketPath;
import org.flumecamel.core.path.TimeRounding;
import org.flumecamel.core.path.UnresolvablePathException;

/**
 * The name of the index or data stream of each event: text with the escape sequences of Flume's paths. Header values come
 * from outside and make indexes, so only those that match a pattern as a whole are used. Immutable and thread-safe.
 */
final class IndexName {

    private static final Pattern HEADER = Pattern.compile("%\\{([\\w.-]+)}");
    private static final String FORBIDDEN = "\\/*?\"<>| ,#:";
    private static final int MOST_BYTES = 255;

    private final String pattern;
    private final BucketPath path;
    private final List<String> headerNames = new ArrayList<>();
    private final Pattern allowed;

    /** @throws IllegalArgumentException if there can be no index of such a name */
    IndexName(String pattern, String timeZone, String allowedValues) {
        this.pattern = pattern;
        if (pattern.indexOf('/') >= 0) {
            throw new IllegalArgumentException("indexName must not have a slash: " + pattern);
        }
        this.path = new BucketPath("/" + pattern, zone(timeZone), TimeRounding.NONE, false);
        this.allowed = allowed(allowedValues);
        for (Matcher header = HEADER.matcher(pattern); header.find();) {
            headerNames.add(header.group(1));
        }
        if (!path.unknownEscapes().isEmpty()) {
            throw new IllegalArgumentException("indexName has " + String.join(", ", path.unknownEscapes())
                                               + ", which is no escape sequence: " + pattern);
        }
        requireValidExample();
    }

    private static ZoneId zone(String timeZone) {
        try {
            return ZoneId.of(timeZone, ZoneId.SHORT_IDS);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("timeZone must be the id of a time zone, as in UTC, +02:00 or Europe/Berlin,"
                                               + " not " + timeZone, e);
        }
    }

    private static Pattern allowed(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("indexHeaderValues must be a regular expression: " + e.getMessage(), e);
        }
    }

    private void requireValidExample() {
        Headers headers = Headers.of(EventTime.HEADER, Long.toString(System.currentTimeMillis()));
        for (String name : headerNames) {
            headers = headers.with(name, "a");
        }
        try {
            requireValid(of(path.resolve(headers, 0, null)));
        } catch (RefusedDocumentException | UnresolvablePathException e) {
            throw new IllegalArgumentException("indexName " + pattern + " makes no valid names: " + e.getMessage(), e);
        }
    }

    /**
     * Finds the index of an event; cheap where it is the one of the event before.
     *
     * @param  last what the last call returned, or null; returned again where the index is the same
     * @throws RefusedDocumentException if the event lacks what the name needs, or a header value is not allowed in it
     */
    BucketPath.Resolved resolve(Event event, BucketPath.Resolved last) throws RefusedDocumentException {
        BucketPath.Resolved resolved;
        try {
            resolved = path.resolve(event.headers(), 0, last);
        } catch (UnresolvablePathException e) {
            throw new RefusedDocumentException("The index name has the time of the event, but the event has no header"
                                               + " timestamp in milliseconds: put flume-interceptor:timestamp before"
                                               + " the channel");
        }
        if (resolved != last) {
            for (String name : headerNames) {
                requireAllowed(name, event.headers().get(name));
            }
            requireValid(of(resolved));
        }
        return resolved;
    }

    private void requireAllowed(String name, String value) throws RefusedDocumentException {
        if (value == null || value.isEmpty()) {
            throw new RefusedDocumentException("The index name has the header " + name + ", which the event does not have");
        }
        if (!allowed.matcher(value.toLowerCase(Locale.ROOT)).matches()) {
            throw new RefusedDocumentException("The value of the header " + name
                                               + " is not allowed in index names (indexHeaderValues): "
                                               + value.substring(0, Math.min(50, value.length())));
        }
    }

    /** The name as text; index names are in lower case. */
    static String of(BucketPath.Resolved resolved) {
        return resolved.toString().substring(1).toLowerCase(Locale.ROOT);
    }

    private static void requireValid(String name) throws RefusedDocumentException {
        boolean valid = !name.isEmpty() && "-_+".indexOf(name.charAt(0)) < 0 && !name.equals(".") && !name.equals("..")
                        && name.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES
                        && name.chars().noneMatch(c -> c < ' ' || FORBIDDEN.indexOf(c) >= 0);
        if (!valid) {
            throw new RefusedDocumentException("No index can have the name '" + name.substring(0, Math.min(300, name.length()))
                                               + "'");
        }
    }

    @Override
    public String toString() {
        return pattern;
    }
}
