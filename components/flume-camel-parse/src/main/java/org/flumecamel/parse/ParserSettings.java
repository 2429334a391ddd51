/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.parse;

import java.nio.charset.Charset;

import org.flumecamel.core.Event;
import org.flumecamel.core.interceptor.InterceptorEndpoint;
import org.flumecamel.core.interceptor.ParserOptions;

/**
 * What all parsers have, checked.
 *
 * @param step       what the step is called in messages
 * @param charset    the character set of bodies
 * @param names      which fields are taken
 * @param timeField  the field with the time; null if there is none
 * @param time       reads that field
 * @param timeHeader the header that takes the time
 */
record ParserSettings(String step, Charset charset, FieldNames names, String timeField, EventTime time, String timeHeader,
                      String errorHeader, int maxFields, int maxFieldLength, int maxLength) {

    /**
     * The settings of an endpoint.
     *
     * @throws IllegalArgumentException if a value cannot be; the message names the option
     */
    static ParserSettings of(InterceptorEndpoint endpoint) {
        ParserOptions options = endpoint.getParserOptions();
        String timeHeader = endpoint.getHeaderName() == null ? "timestamp" : endpoint.getHeaderName();
        return new ParserSettings(endpoint.getEndpointUri(), endpoint.characterSet(),
                new FieldNames(options.getInclude(), options.getFieldNames()), options.getTimeField(),
                EventTime.of(options.getTimePattern(), options.getTimeZone()), name("headerName", timeHeader),
                name("errorHeader", options.getErrorHeader()), positive("maxFields", options.getMaxFields()),
                positive("maxFieldLength", options.getMaxFieldLength()), positive("maxLength", options.getMaxLength()));
    }

    private static String name(String option, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(option + " must be the name of a header");
        }
        return value;
    }

    private static int positive(String option, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(option + " must be 1 or more, not " + value);
        }
        return value;
    }

    /** The event with the header that takes the time, if there is a time. */
    Event timed(Event event, Fields fields) {
        return fields.hasTime() ? event.withHeaders(event.headers().with(timeHeader, Long.toString(fields.time()))) : event;
    }

    Fields newFields() {
        return new Fields(names, timeField, maxFields, maxFieldLength);
    }
}
