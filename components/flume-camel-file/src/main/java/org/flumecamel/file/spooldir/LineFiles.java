/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Map;

import org.flumecamel.file.journal.LineEnd;

/** Makes deserializers of lines; the options {@code deserializer.maxLineLength} and {@code .outputCharset} are checked. */
final class LineFiles implements EventDeserializerFactory {

    private static final int LONGEST = 256 << 20;

    private final Charset input;
    private final Charset output;
    private final DecodeErrorPolicy policy;
    private final int maxLineLength;

    /** @throws IllegalArgumentException naming an option that is wrong */
    LineFiles(Map<String, String> options, Charset input, DecodeErrorPolicy policy) {
        DeserializerOptions own = new DeserializerOptions("LINE", options);
        this.maxLineLength = own.number("maxLineLength", 2048);
        if (maxLineLength > LONGEST) {
            throw new IllegalArgumentException("deserializer.maxLineLength must be " + LONGEST + " at most, not "
                                               + maxLineLength);
        }
        this.output = charset("deserializer.outputCharset", own.text("outputCharset", "UTF-8"));
        own.requireNoOther();
        this.input = input;
        this.policy = policy;
        try {
            LineEnd.of(input);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("inputCharset: " + e.getMessage(), e);
        }
    }

    /** @throws IllegalArgumentException naming the option, if there is no such character set */
    static Charset charset(String option, String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + " must be a character set such as UTF-8 or ISO-8859-1, not " + name, e);
        }
    }

    @Override
    public EventDeserializer open(SpoolContent content, Position start) throws IOException {
        return new LineDeserializer(content, start, input, output, maxLineLength, policy);
    }
}
