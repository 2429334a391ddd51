/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.path;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.text.SimpleDateFormat;
import java.time.ZoneId;
import java.util.Date;
import java.util.Map;
import java.util.TimeZone;

import org.flumecamel.core.Headers;

/** A part of a path segment: literal text or an escape sequence. */
interface PathPart {

    /** Appends what stands in the path of an event with these headers and this time. */
    void append(StringBuilder out, Headers headers, Time time);

    /** The time of an event. */
    record Time(long millis, long rounded, ZoneId zone) {
    }

    /** Text that stands in the path as it is. */
    record Literal(String text) implements PathPart {

        static Literal ofHost(String word) {
            try {
                InetAddress host = InetAddress.getLocalHost();
                switch (word) {
                    case "localhost":
                        return new Literal(host.getHostName());
                    case "ip":
                        return new Literal(host.getHostAddress());
                    case "fqdn":
                        return new Literal(host.getCanonicalHostName());
                    default:
                        throw new IllegalArgumentException("%[" + word + "] is not an escape sequence: there are"
                                                           + " %[localhost], %[ip] and %[fqdn]");
                }
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("%[" + word + "] cannot be resolved: this host's name is unknown", e);
            }
        }

        @Override
        public void append(StringBuilder out, Headers headers, Time time) {
            out.append(text);
        }
    }

    /** The value of a header, made harmless; nothing where there is no such header. */
    record HeaderValue(String name) implements PathPart {

        @Override
        public void append(StringBuilder out, Headers headers, Time time) {
            String value = headers.get(name);
            if (value != null) {
                SafeName.encode(value, out);
            }
        }
    }

    /** A field of the event's time. */
    record TimeField(char letter, String format) implements PathPart {

        private static final Map<Character, String> FORMATS = Map.ofEntries(
            Map.entry('a', "EEE"), Map.entry('A', "EEEE"), Map.entry('b', "MMM"), Map.entry('B', "MMMM"),
            Map.entry('c', "EEE MMM d HH:mm:ss yyyy"), Map.entry('d', "dd"), Map.entry('e', "d"),
            Map.entry('D', "MM/dd/yy"), Map.entry('H', "HH"), Map.entry('I', "hh"), Map.entry('j', "DDD"),
            Map.entry('k', "H"), Map.entry('l', "h"), Map.entry('m', "MM"), Map.entry('n', "M"), Map.entry('M', "mm"),
            Map.entry('p', "a"), Map.entry('S', "ss"), Map.entry('y', "yy"), Map.entry('Y', "yyyy"), Map.entry('z', "ZZZ"));

        /** The field of an escape letter, or null where there is none. */
        static TimeField of(char letter) {
            return letter == 't' || letter == 's' || FORMATS.containsKey(letter)
                ? new TimeField(letter, FORMATS.get(letter)) : null;
        }

        /** For how many milliseconds, counted from the epoch, the field stays the same. */
        long grain() {
            switch (letter) {
                case 't':
                    return 1;
                case 's':
                case 'S':
                case 'c':
                    return 1000;
                default:
                    // zone offsets change, as days begin, with a whole minute
                    return 60_000;
            }
        }

        @Override
        public void append(StringBuilder out, Headers headers, Time time) {
            if (letter == 't') {
                out.append(time.millis());
            } else if (letter == 's') {
                out.append(Math.floorDiv(time.rounded(), 1000));
            } else {
                // in the JVM's default locale, as Flume does
                SimpleDateFormat formatter = new SimpleDateFormat(format);
                formatter.setTimeZone(TimeZone.getTimeZone(time.zone()));
                out.append(formatter.format(new Date(time.rounded())));
            }
        }
    }
}
