/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.path;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.flumecamel.core.Headers;

/**
 * A path with escape sequences (Flume ESC-PATH), compiled once and resolved for each event.
 * <p>
 * The directory before the first escape is the {@link #base()}; no header value leads outside of it, see
 * {@link SafeName}. A missing or empty header leaves out its directory. Immutable and thread-safe.
 */
public final class BucketPath {

    private static final Pattern ESCAPE = Pattern.compile("%(\\w|%)|%\\{([\\w.-]+)}|%\\[(\\w+)]");
    private static final String TIMESTAMP = "timestamp";
    private static final int MOST_KNOWN = 1000;

    private final String base;
    private final List<Segment> segments = new ArrayList<>();
    private final String[] headerNames;
    private final long grain;
    private final Set<String> unknownEscapes = new TreeSet<>();
    private final ZoneId zone;
    private final TimeRounding rounding;
    private final boolean useLocalTimeStamp;
    /** Paths resolved lately, so that a mixed batch does not make the same ones over and over. */
    private final Map<Key, Resolved> known = new ConcurrentHashMap<>();

    /**
     * Compiles a path.
     *
     * @param path              a directory and a file name, either with escapes
     * @param useLocalTimeStamp whether the time is the sink's, not that of the header {@code timestamp}
     * @throws IllegalArgumentException if the path begins with an escape, steps upwards behind one, or has a control
     *                                  character
     */
    public BucketPath(String path, ZoneId zone, TimeRounding rounding, boolean useLocalTimeStamp) {
        this.zone = zone;
        this.rounding = rounding;
        this.useLocalTimeStamp = useLocalTimeStamp;
        if (path.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A path must not have control characters: " + path);
        }
        Matcher firstEscape = ESCAPE.matcher(path);
        int literal = firstEscape.find() ? firstEscape.start() : path.length();
        int slash = path.lastIndexOf('/', literal - 1);
        this.base = path.substring(0, slash + 1);
        if (slash < 0 || base.endsWith("://")) {
            throw new IllegalArgumentException("A path must begin with a directory that has no escape sequence, so that events"
                                               + " cannot choose where on the file system they go: " + path);
        }
        for (String text : path.substring(slash + 1).split("/", -1)) {
            segments.add(compile(text));
        }
        this.headerNames = parts().filter(PathPart.HeaderValue.class::isInstance)
            .map(part -> ((PathPart.HeaderValue) part).name()).distinct().toArray(String[]::new);
        this.grain = parts().filter(PathPart.TimeField.class::isInstance)
            .mapToLong(part -> ((PathPart.TimeField) part).grain()).min().orElse(0);
    }

    private Stream<PathPart> parts() {
        return segments.stream().flatMap(segment -> segment.parts().stream());
    }

    private Segment compile(String text) {
        if ("..".equals(text)) {
            throw new IllegalArgumentException("A path must not step upwards (..) behind an escape sequence");
        }
        List<PathPart> parts = new ArrayList<>();
        Matcher escape = ESCAPE.matcher(text);
        int done = 0;
        while (escape.find()) {
            parts.add(new PathPart.Literal(text.substring(done, escape.start())));
            parts.add(part(escape));
            done = escape.end();
        }
        parts.add(new PathPart.Literal(text.substring(done)));
        return new Segment(List.copyOf(parts), parts.stream().anyMatch(PathPart.HeaderValue.class::isInstance));
    }

    private PathPart part(Matcher escape) {
        if (escape.group(2) != null) {
            return new PathPart.HeaderValue(escape.group(2));
        }
        if (escape.group(3) != null) {
            return PathPart.Literal.ofHost(escape.group(3));
        }
        char letter = escape.group(1).charAt(0);
        if (letter == '%') {
            return new PathPart.Literal("%");
        }
        PathPart field = PathPart.TimeField.of(letter);
        if (field == null) {
            unknownEscapes.add(escape.group());
            return new PathPart.Literal("");
        }
        return field;
    }

    /** The directory that all resolved paths are in; it ends with a slash. */
    public String base() {
        return base;
    }

    /** What looks like an escape but is none: as in Flume it leaves nothing in the path. */
    public Set<String> unknownEscapes() {
        return Set.copyOf(unknownEscapes);
    }

    /**
     * The path of an event. It costs next to nothing for an event with the same headers, or with the same minute and the
     * same values of the headers in the path, as the last one, and little if the path was resolved lately.
     *
     * @param now  the current time in milliseconds since the epoch, used with {@code useLocalTimeStamp}
     * @param last what the last call returned, or null; returned again where the path is the same
     * @throws UnresolvablePathException if the path has an escape for time and the event has no usable header
     *                                   {@code timestamp}
     */
    public Resolved resolve(Headers headers, long now, Resolved last) throws UnresolvablePathException {
        if (last != null && last.headers == headers && (!usesClock() || sameUnit(now, last.millis))) {
            return last;
        }
        long millis = usesClock() ? now : grain == 0 ? 0 : timestamp(headers);
        if (last != null && sameUnit(millis, last.millis) && sameValues(headers, last.values)) {
            last.headers = headers;
            return last;
        }
        String[] values = Stream.of(headerNames).map(headers::get).toArray(String[]::new);
        Key key = new Key(Arrays.asList(values), unit(millis));
        Resolved resolved = known.get(key);
        if (resolved == null) {
            PathPart.Time time = new PathPart.Time(millis, grain == 0 ? 0 : rounding.round(millis, zone), zone);
            resolved = new Resolved(path(headers, time), headers, millis, values);
            if (known.size() >= MOST_KNOWN) {
                known.clear();
            }
            known.put(key, resolved);
        }
        return resolved;
    }

    private boolean usesClock() {
        return useLocalTimeStamp && grain > 0;
    }

    private boolean sameValues(Headers headers, String[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Objects.equals(headers.get(headerNames[i]), values[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean sameUnit(long millis, long other) {
        return millis == other || unit(millis) == unit(other);
    }

    private long unit(long millis) {
        return grain == 0 ? 0 : Math.floorDiv(millis, grain);
    }

    private static long timestamp(Headers headers) throws UnresolvablePathException {
        String value = headers.get(TIMESTAMP);
        if (value == null) {
            throw new UnresolvablePathException("The path has escapes for time, but the event has no header timestamp: put"
                                                + " flume-interceptor:timestamp before the channel, or set useLocalTimeStamp");
        }
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new UnresolvablePathException("The path has escapes for time, but the event's header timestamp is"
                                                + " not a number of milliseconds: "
                                                + value.substring(0, Math.min(50, value.length())));
        }
    }

    private String path(Headers headers, PathPart.Time time) {
        StringBuilder path = new StringBuilder(base);
        for (int i = 0; i < segments.size(); i++) {
            String name = segments.get(i).resolve(headers, time);
            path.append(name);
            if (!name.isEmpty() && i < segments.size() - 1) {
                path.append('/');
            }
        }
        return path.toString();
    }

    private record Segment(List<PathPart> parts, boolean hasHeader) {

        String resolve(Headers headers, PathPart.Time time) {
            StringBuilder name = new StringBuilder();
            for (PathPart part : parts) {
                part.append(name, headers, time);
            }
            return hasHeader ? SafeName.of(name.toString()) : name.toString();
        }
    }

    /** All that a path depends on: the values of its headers, and the time in units in which it stays the same. */
    private record Key(List<String> values, long unit) {
    }

    /** The path of an event, and what tells whether the next event has the same. Thread-safe. */
    public static final class Resolved {

        private final String path;
        private final long millis;
        private final String[] values;
        /** Headers that lead here, the last ones seen; whatever instance a thread sees, it is right. */
        private Headers headers;

        private Resolved(String path, Headers headers, long millis, String[] values) {
            this.path = path;
            this.headers = headers;
            this.millis = millis;
            this.values = values;
        }

        /** The directory, without a slash at its end. */
        public String directory() {
            int slash = path.lastIndexOf('/');
            return slash == 0 ? "/" : path.substring(0, slash);
        }

        /** The name of the file. */
        public String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        /** Directory and name. */
        @Override
        public String toString() {
            return path;
        }
    }
}
