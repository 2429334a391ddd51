/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.parse;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.opensearch.grok.Grok;
import org.opensearch.grok.GrokCaptureConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Reads bodies with a grok expression. Matching that takes too long is given up. */
final class GrokParser extends ServiceSupport implements BodyParser {

    private static final Logger LOG = LoggerFactory.getLogger(GrokParser.class);

    private final MatchLimit limit;
    private final Grok grok;
    private final List<String> fields;

    /**
     * A parser of an expression.
     *
     * @param  patterns                 patterns of the user's by name, beside those of the library
     * @param  timeout                  how long matching one body may take, in milliseconds
     * @throws IllegalArgumentException if the expression or a pattern is none
     */
    GrokParser(String expression, Map<String, String> patterns, long timeout, CamelContext context) {
        if (expression == null || expression.isBlank()) {
            throw new IllegalArgumentException("interceptor grok needs the option expression");
        }
        this.limit = new MatchLimit(timeout, context);
        this.grok = compile(expression, patterns);
        this.fields = grok.captureConfig().stream().map(GrokCaptureConfig::name).toList();
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("expression names no field, such as %{IP:client}: " + expression);
        }
    }

    private Grok compile(String expression, Map<String, String> patterns) {
        Map<String, String> bank = new HashMap<>(Grok.BUILTIN_PATTERNS);
        bank.putAll(patterns);
        try {
            return new Grok(bank, expression, limit, warning -> LOG.debug("Grok expression {}: {}", expression, warning));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("expression cannot be used: " + e.getMessage() + ": " + expression, e);
        }
    }

    /** The fields that the expression names. */
    List<String> fields() {
        return fields;
    }

    @Override
    public void parse(byte[] bytes, int from, int to, Fields found) throws UnreadableException {
        Map<String, Object> captures = captures(new String(bytes, from, to - from, UTF_8));
        if (captures == null) {
            throw new UnreadableException("no match");
        }
        for (String field : fields) {
            Object value = captures.get(field);
            if (value instanceof String text) {
                found.text(field, text);
            } else if (value != null) {
                found.literal(field, value.toString());
            }
        }
    }

    private Map<String, Object> captures(String text) throws UnreadableException {
        long start = System.nanoTime();
        try {
            return grok.captures(text);
        } catch (NumberFormatException e) {
            throw new UnreadableException("a field is not of its type");
        } catch (RuntimeException e) {
            LOG.debug("Matching failed", e);
            throw new UnreadableException(limit.isExceeded(start)
                    ? "matching took longer than " + limit.maxExecutionTimeInMillis() + " ms" : "matching failed");
        }
    }

    @Override
    protected void doStart() {
        ServiceHelper.startService(limit);
    }

    @Override
    protected void doStop() {
        ServiceHelper.stopService(limit);
    }
}
