/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.elasticsearch;

import java.io.IOException;
import java.util.Set;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/**
 * What Elasticsearch says of a document, or of a whole request, that it has not taken.
 *
 * @param status of HTTP
 * @param type   the name of the error, or null
 * @param reason in words, with that of its cause; or null
 */
record ServerError(int status, String type, String reason) {

    private static final int LONGEST_REASON = 1000;
    /** Nothing is wrong with the document: these end when somebody sets the cluster right, and it is indexed then. */
    private static final Set<String> TROUBLE = Set.of("cluster_block_exception", "index_closed_exception",
        "index_not_found_exception", "validation_exception", "security_exception", "process_cluster_event_timeout_exception");
    private static final String[] SETTINGS = { "only write ops with an op_type of create are allowed in data streams",
        "no write index is defined for alias", "pipeline with id [" };

    /** Whether the same document may be taken at another time. */
    boolean isPassing() {
        if (status == 429 || status == 408 || status >= 500 || status == 401 || status == 403) {
            return true;
        }
        return type != null && TROUBLE.contains(type) || isOfSettings();
    }

    private boolean isOfSettings() {
        for (String words : SETTINGS) {
            if (reason != null && reason.contains(words)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the server has no room for what it is asked to do now; a block has the same status. */
    boolean isOverload() {
        return status == 429 && !"cluster_block_exception".equals(type);
    }

    /** Whether the document is there already. */
    boolean isAlreadyThere() {
        return status == 409 && "version_conflict_engine_exception".equals(type);
    }

    /** Whether a smaller request may be taken where this one was not. */
    boolean isOfSize() {
        return status == 413 || status == 400 && "action_request_validation_exception".equals(type);
    }

    /** Reads an error; the parser is at its value, and is left at its end. */
    static ServerError read(int status, JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            String text = parser.getValueAsString();
            parser.skipChildren();
            return new ServerError(status, null, cut(text));
        }
        String type = null;
        String reason = null;
        ServerError cause = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "type" -> type = parser.getValueAsString();
                case "reason" -> reason = parser.getValueAsString();
                case "caused_by" -> cause = read(status, parser);
                default -> parser.skipChildren();
            }
        }
        return new ServerError(status, type, cut(withCause(reason, cause)));
    }

    private static String withCause(String reason, ServerError cause) {
        if (cause == null || cause.reason == null || reason != null && reason.contains(cause.reason)) {
            return reason;
        }
        return reason == null ? cause.reason : reason + ": " + cause.reason;
    }

    private static String cut(String text) {
        return text == null || text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + " ...";
    }

    /** Status, type and reason, for people. */
    @Override
    public String toString() {
        return status + (type == null ? "" : " " + type) + (reason == null ? "" : ": " + reason);
    }
}
