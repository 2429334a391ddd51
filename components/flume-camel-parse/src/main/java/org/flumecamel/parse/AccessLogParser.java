/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.parse;

import java.util.Arrays;
import java.util.List;

/**
 * Reads lines of the access logs of Apache and nginx in the common and the combined format, as both servers document them:
 * client, identity, user, time, request, status and size, then referrer and user agent in quotation marks if they are there,
 * then anything else. A {@code -} stands for what the server does not know, and gives no field. Texts in quotation marks stay
 * as they are written, with the escapes of the server.
 */
final class AccessLogParser implements BodyParser {

    /** All fields there may be, in their order. */
    static final List<String> FIELDS = List.of("client", "ident", "user", "method", "path", "protocol", "request", "status",
            "bytes", "referrer", "agent", "extra");

    /** So many digits fit into a long. */
    private static final int MAX_DIGITS = 18;
    private static final byte[] HTTP = { 'H', 'T', 'T', 'P', '/' };

    @Override
    public void parse(byte[] bytes, int from, int to, Fields fields) throws UnreadableException {
        Scanner line = new Scanner(bytes, from, to);
        line.trimEnd();
        field("client", line, from, line.word("client"), fields);
        int ident = line.at();
        field("ident", line, ident, line.word("identity"), fields);
        int user = line.at();
        field("user", line, user, line.before(" [", "user"), fields);
        fields.time(AccessTime.millis(line));
        line.expect("] \"", "time");
        int request = line.at();
        request(line, request, line.quoted("request"), fields);
        line.expect(" ", "request");
        number("status", line, 3, 3, fields);
        line.expect(" ", "status");
        number("bytes", line, 1, MAX_DIGITS, fields);
        if (!line.isAtEnd()) {
            line.expect(" ", "size");
            rest(line, fields);
        }
    }

    private static void rest(Scanner line, Fields fields) throws UnreadableException {
        if (line.skip('"')) {
            int referrer = line.at();
            field("referrer", line, referrer, line.quoted("referrer"), fields);
            line.expect(" \"", "referrer");
            int agent = line.at();
            field("agent", line, agent, line.quoted("user agent"), fields);
            if (line.isAtEnd()) {
                return;
            }
            line.expect(" ", "user agent");
        }
        fields.text("extra", line.bytes(), line.at(), line.end());
    }

    private static void field(String name, Scanner line, int from, int to, Fields fields) throws UnreadableException {
        boolean unknown = to - from == 1 && line.bytes()[from] == '-';
        if (to > from && !unknown) {
            fields.text(name, line.bytes(), from, to);
        }
    }

    private static void number(String name, Scanner line, int minDigits, int maxDigits, Fields fields)
            throws UnreadableException {
        if (!line.skip('-')) {
            fields.number(name, line.number(minDigits, maxDigits, name));
        }
    }

    /** Method, path and protocol; or the whole request, where it is no request of HTTP. */
    private static void request(Scanner line, int from, int to, Fields fields) throws UnreadableException {
        byte[] bytes = line.bytes();
        int first = from;
        while (first < to && isOfMethod(bytes[first])) {
            first++;
        }
        int last = to - 1;
        while (last > first && bytes[last] != ' ') {
            last--;
        }
        boolean named = first < to - 1 && bytes[first] == ' ' && bytes[from] >= 'A'
                        && bytes[from] <= 'Z';
        if (named && last > first + 1 && startsWithHttp(bytes, last + 1, to)) {
            fields.text("method", bytes, from, first);
            fields.text("path", bytes, first + 1, last);
            fields.text("protocol", bytes, last + 1, to);
        } else if (named && last == first) {
            // HTTP/0.9 has no protocol
            fields.text("method", bytes, from, first);
            fields.text("path", bytes, first + 1, to);
        } else {
            field("request", line, from, to, fields);
        }
    }

    private static boolean isOfMethod(byte b) {
        return b >= 'A' && b <= 'Z' || b == '-' || b == '_';
    }

    private static boolean startsWithHttp(byte[] bytes, int from, int to) {
        return to - from > HTTP.length && Arrays.equals(bytes, from, from + HTTP.length, HTTP, 0, HTTP.length);
    }
}
