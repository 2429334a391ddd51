/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.parse;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The parser says what an expression of the documented format says, on lines that are right, changed and wrong. */
class AccessLogDifferenceTest {

    private static final String QUOTED = "\"((?:[^\"\\\\]|\\\\.)*)\"";
    private static final Pattern FORMAT = Pattern.compile(
            "([^ ]+) ([^ ]+) ((?:(?! \\[).)+) \\[([^\\]]+)\\] " + QUOTED + " (\\d{3}|-) (\\d{1,18}|-)(?: " + QUOTED + " "
                    + QUOTED + "(?: (.*))?| ([^\"].*))?",
            Pattern.DOTALL);
    private static final Pattern REQUEST = Pattern.compile("([A-Z][A-Z_-]*) (?:([^ ]+)|(.+) (HTTP/[^ ]+))", Pattern.DOTALL);
    private static final String[] PIECES = { " ", "\"", "[", "]", "-", "\\", "\\\"", " [", "] \"", "\" ", "200", "0",
        "HTTP/1.1", "GET ", "\u00e9", "\t", "x", " \"-\" \"-\"" };

    private final Random random = new Random(20261125);
    private final AccessLogParser parser = new AccessLogParser();

    @Test
    void readsWhatTheExpressionReads() {
        int read = 0;
        int unread = 0;
        for (int i = 0; i < 200_000; i++) {
            String line = line();
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                line = changed(line);
            }
            Map<String, String> expected = expected(line);
            assertThat(actual(line)).as(line).isEqualTo(expected);
            if (expected == null) {
                unread++;
            } else {
                read++;
            }
        }
        assertThat(read).isGreaterThan(50_000);
        assertThat(unread).isGreaterThan(20_000);
    }

    private String line() {
        String line = pick("192.0.2.1", "::1", "host.example", "-") + " " + pick("-", "id") + " " + pick("-", "frank", "a b")
                      + " [10/Oct/2000:13:55:36 " + pick("-0700", "+0000") + "] \""
                      + pick("GET / HTTP/1.1", "POST /a?b=c%20d HTTP/2.0", "GET /a b HTTP/1.0", "-", "", "\\x16\\x03", "GET /")
                      + "\" " + pick("200", "404", "-", "000") + " " + pick("0", "-", "123456789", "007");
        return line + pick("", " \"-\" \"-\"", " \"http://example.com/\" \"a \\\"b\\\" c\"", " \"-\" \"x\" \"y\" 0.1", " rt=1");
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String changed(String line) {
        int at = random.nextInt(line.length() + 1);
        int to = Math.min(line.length(), at + random.nextInt(3));
        return line.substring(0, at) + (random.nextBoolean() ? pick(PIECES) : "") + line.substring(to);
    }

    private Map<String, String> actual(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        Fields fields = new Fields(new FieldNames(null, Map.of()), null, 100, 10_000);
        try {
            parser.parse(bytes, 0, bytes.length, fields);
        } catch (UnreadableException e) {
            return null;
        }
        Map<String, String> found = new LinkedHashMap<>();
        fields.values().forEach((name, value) -> found.put(name, value.toString()));
        return found;
    }

    /** What the expression finds, or null if it does not match or the time is none. */
    private static Map<String, String> expected(String line) {
        Matcher matcher = FORMAT.matcher(line.replaceFirst("[ \r\n]+$", ""));
        if (!matcher.matches() || !isTime(matcher.group(4))) {
            return null;
        }
        Map<String, String> fields = new LinkedHashMap<>();
        put(fields, "client", matcher.group(1));
        put(fields, "ident", matcher.group(2));
        put(fields, "user", matcher.group(3));
        Matcher request = REQUEST.matcher(matcher.group(5));
        if (request.matches()) {
            put(fields, "method", request.group(1));
            fields.put("path", request.group(2) == null ? request.group(3) : request.group(2));
            put(fields, "protocol", request.group(4));
        } else {
            put(fields, "request", matcher.group(5));
        }
        List<String> names = new ArrayList<>(List.of("status", "bytes"));
        for (int i = 0; i < names.size(); i++) {
            String number = matcher.group(6 + i);
            put(fields, names.get(i), number.equals("-") ? number : String.valueOf(Long.parseLong(number)));
        }
        put(fields, "referrer", matcher.group(8));
        put(fields, "agent", matcher.group(9));
        String extra = matcher.group(10) == null ? matcher.group(11) : matcher.group(10);
        if (extra != null) {
            fields.put("extra", extra);
        }
        return fields;
    }

    private static void put(Map<String, String> fields, String name, String value) {
        if (value != null && !value.isEmpty() && !value.equals("-")) {
            fields.put(name, value);
        }
    }

    private static boolean isTime(String text) {
        if (!text.matches("\\d\\d/[A-Z][a-z]{2}/\\d{4}:\\d\\d:\\d\\d:\\d\\d [+-]\\d{4}")) {
            return false;
        }
        try {
            DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss xx", Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT).parse(text.replace(":60 ", ":59 "));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
