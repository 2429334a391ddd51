/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.elasticsearch;

import java.io.IOException;
import java.io.InputStream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;

/** Reads what Elasticsearch answers, without building it in memory. */
final class BulkAnswer {

    /** What of an answer is needed; the rest, most of it, is not even written by the server. */
    static final String FILTER = "errors,items.*.status,items.*.error";

    private static final JsonFactory JSON = new JsonFactory();

    /** Is told what became of each document, in the order of the request. */
    interface Items {

        /** @param error null if the document was taken */
        void item(int place, ServerError error);
    }

    private BulkAnswer() {
    }

    /**
     * Reads the answer to a bulk request that was taken.
     *
     * @param  expected    how many documents the request had
     * @throws IOException if it cannot be read as a whole, or has not an item for each document
     */
    static void read(InputStream answer, int expected, Items items) throws IOException {
        int place = 0;
        try (JsonParser parser = JSON.createParser(answer)) {
            require(parser.nextToken() == JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isItems = "items".equals(parser.currentName());
                parser.nextToken();
                if (!isItems) {
                    parser.skipChildren();
                    continue;
                }
                require(parser.currentToken() == JsonToken.START_ARRAY);
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    item(parser, place++, items);
                }
            }
            require(parser.currentToken() == JsonToken.END_OBJECT);
        } catch (JsonProcessingException e) {
            throw new IOException("The answer to a bulk request cannot be read: " + e.getOriginalMessage(), e);
        }
        if (place != expected) {
            throw new IOException("The answer to a bulk request has " + place + " items for " + expected + " documents");
        }
    }

    /** An object with one field, the action, whose value has the status and perhaps an error. */
    private static void item(JsonParser parser, int place, Items items) throws IOException {
        int status = 0;
        ServerError error = null;
        require(parser.nextToken() == JsonToken.FIELD_NAME && parser.nextToken() == JsonToken.START_OBJECT);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "status" -> status = parser.getValueAsInt();
                case "error" -> error = ServerError.read(0, parser);
                default -> parser.skipChildren();
            }
        }
        require(parser.nextToken() == JsonToken.END_OBJECT);
        boolean taken = status >= 200 && status < 300 && error == null;
        items.item(place, taken ? null : error == null ? new ServerError(status, null, null)
            : new ServerError(status, error.type(), error.reason()));
    }

    private static void require(boolean asExpected) throws IOException {
        if (!asExpected) {
            throw new IOException("The answer to a bulk request is not of the form that Elasticsearch has");
        }
    }

    /** Reads the answer to a request that was refused as a whole; it may be anything, also from something in between. */
    static ServerError refusal(int status, InputStream answer) {
        ServerError error = new ServerError(status, null, null);
        if (answer == null) {
            return error;
        }
        try (JsonParser parser = JSON.createParser(answer)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    boolean isError = "error".equals(parser.currentName());
                    parser.nextToken();
                    if (isError) {
                        return ServerError.read(status, parser);
                    }
                    parser.skipChildren();
                }
            }
            return error;
        } catch (IOException noJson) {
            return error;
        }
    }
}
