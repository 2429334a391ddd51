/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.serializers;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.Headers;
import org.flumecamel.core.serializer.EventSerializer;
import org.flumecamel.core.serializer.EventSerializerFactory;

/**
 * Makes {@code JSON} serializers: an object per line, {@code headers} with the headers and {@code body} with the body as text,
 * or {@code bodyBase64} where the body is no UTF-8. Flume has no such serializer.
 */
public final class JsonSerializer implements EventSerializerFactory {

    private static final JsonFactory JSON = new JsonFactoryBuilder()
        .disable(StreamWriteFeature.AUTO_CLOSE_TARGET).disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM).build();

    @Override
    public EventSerializer newSerializer(Map<String, String> options) {
        if (!options.isEmpty()) {
            throw new IllegalArgumentException("serializer." + options.keySet().iterator().next()
                                               + " is unknown; JSON has no options");
        }
        return new OfFile();
    }

    /** The serializer of one file. */
    private static final class OfFile implements EventSerializer {

        private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
        private final CharBuffer decoded = CharBuffer.allocate(1024);
        private JsonGenerator json;
        private Headers headers;
        private String headersText;

        @Override
        public void start(OutputStream out) throws IOException {
            json = JSON.createGenerator(out).setPrettyPrinter(new MinimalPrettyPrinter(null));
        }

        @Override
        public void write(EventBatch events, OutputStream out) throws IOException {
            for (Event event : events) {
                json.writeStartObject();
                json.writeFieldName("headers");
                json.writeRawValue(text(event.headers()));
                if (isText(event)) {
                    json.writeFieldName("body");
                    json.writeUTF8String(event.array(), event.offset(), event.length());
                } else {
                    json.writeFieldName("bodyBase64");
                    json.writeBinary(event.array(), event.offset(), event.length());
                }
                json.writeEndObject();
                json.writeRaw('\n');
            }
            json.flush();
        }

        /** Neighbours mostly share their headers. */
        private String text(Headers which) throws IOException {
            if (which != headers) {
                StringWriter text = new StringWriter();
                try (JsonGenerator object = JSON.createGenerator(text)) {
                    object.writeStartObject();
                    for (Map.Entry<String, String> header : which.entrySet()) {
                        object.writeStringField(wellFormed(header.getKey()), wellFormed(header.getValue()));
                    }
                    object.writeEndObject();
                }
                headers = which;
                headersText = text.toString();
            }
            return headersText;
        }

        /** Halves of characters become question marks: they have no form in UTF-8. */
        private static String wellFormed(String text) {
            return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        }

        private boolean isText(Event event) {
            byte[] bytes = event.array();
            int end = event.offset() + event.length();
            for (int i = event.offset(); i < end; i++) {
                if (bytes[i] < 0) {
                    return isUtf8(ByteBuffer.wrap(bytes, i, end - i));
                }
            }
            return true;
        }

        private boolean isUtf8(ByteBuffer bytes) {
            utf8.reset();
            while (true) {
                decoded.clear();
                var result = utf8.decode(bytes, decoded, true);
                if (!result.isOverflow()) {
                    return !result.isError();
                }
            }
        }

        @Override
        public boolean endsEventsWithLineFeed() {
            return true;
        }
    }
}
