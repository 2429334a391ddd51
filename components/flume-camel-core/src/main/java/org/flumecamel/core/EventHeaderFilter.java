/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core;

import java.util.Locale;
import java.util.Set;

import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * Keeps event headers and control headers apart, both ways.
 * <p>
 * Event headers are outside data. A name that some Camel component would take as an order (where to write, which
 * operation to run) never becomes a message header, in whatever letter case it is written; it stays in the event. In the
 * other direction Camel's own headers do not become event headers.
 */
public final class EventHeaderFilter implements HeaderFilterStrategy {

    private static final String[] PREFIXES = { "camel", "org.apache.camel", "kafka.", "jms", "rabbitmq.", "breadcrumbid" };

    /** Control headers of Camel components that have no prefix, in lower case. */
    private static final Set<String> NAMES = Set.of(
        // camel-elasticsearch, camel-opensearch
        "operation", "indexname", "indexid", "documentclass", "waitforactiveshards", "scrollkeepalivems", "usescroll",
        "size", "from", "enabledocumentonlymode",
        // camel-mail
        "to", "cc", "bcc", "subject", "reply-to",
        // sent on by camel-http
        "authorization", "proxy-authorization", "cookie");

    @Override
    public boolean applyFilterToCamelHeaders(String headerName, Object headerValue, Exchange exchange) {
        return hasControlPrefix(headerName.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean applyFilterToExternalHeaders(String headerName, Object headerValue, Exchange exchange) {
        String lower = headerName.toLowerCase(Locale.ROOT);
        return hasControlPrefix(lower) || NAMES.contains(lower);
    }

    private static boolean hasControlPrefix(String lower) {
        for (String prefix : PREFIXES) {
            if (lower.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
