/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.elasticsearch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.flumecamel.core.Event;
import org.flumecamel.core.Headers;
import org.flumecamel.core.path.BucketPath;

/**
 * The body of a bulk request: for each event a line that says what to do, and a line that is the document. It knows where
 * the lines of each event are, so that a part of them can be sent without being written again. Used by one thread.
 */
final class BulkBody {

    /** What Elasticsearch takes for an id, in bytes of UTF-8. */
    private static final int LONGEST_ID = 512;

    private final ElasticsearchEndpoint options;
    private final IndexName indexName;
    private final DocumentWriter documents;
    private final String idPrefix;
    private final JsonBuffer lines;
    private final Map<BucketPath.Resolved, byte[]> actions = new HashMap<>();
    private BucketPath.Resolved lastIndex;
    private byte[] action;
    private int[] events = new int[64];
    private int[] starts = new int[65];
    private int size;

    /**
     * @param idPrefix begin of the ids of events that have none, the same whenever the same batch is sent; null to leave
     *                 ids to the server
     * @param capacity how many bytes to expect
     */
    BulkBody(ElasticsearchEndpoint options, IndexName indexName, String idPrefix, int capacity) {
        this.options = options;
        this.indexName = indexName;
        this.documents = options.getSerializer().writer(options.getIdHeader());
        this.idPrefix = idPrefix;
        this.lines = new JsonBuffer(capacity);
    }

    /**
     * Adds an event.
     *
     * @param  index its place in its batch
     * @throws RefusedDocumentException if it can never be indexed; nothing is added then
     */
    void add(int index, Event event) throws RefusedDocumentException {
        try {
            action(index, event);
            documents.write(event, lines);
            lines.raw('\n');
        } catch (RefusedDocumentException e) {
            lines.truncate(starts[size]);
            throw e;
        }
        if (size == events.length) {
            events = Arrays.copyOf(events, size * 2);
            starts = Arrays.copyOf(starts, size * 2 + 1);
        }
        events[size++] = index;
        starts[size] = lines.length();
    }

    private void action(int index, Event event) throws RefusedDocumentException {
        BucketPath.Resolved resolved = indexName.resolve(event, lastIndex);
        if (resolved != lastIndex) {
            lastIndex = resolved;
            action = actions.computeIfAbsent(resolved, this::beginOfAction);
        }
        lines.raw(action);
        id(index, event.headers());
        String routing = value(event.headers(), options.getRoutingHeader());
        if (routing != null) {
            lines.name("routing").string(routing);
        }
        lines.raw('}').raw('}').raw('\n');
    }

    private byte[] beginOfAction(BucketPath.Resolved resolved) {
        JsonBuffer begin = new JsonBuffer(100).raw('{').name(options.getOpType().action()).raw('{');
        return begin.name("_index").string(IndexName.of(resolved)).copy();
    }

    private void id(int index, Headers headers) throws RefusedDocumentException {
        String id = value(headers, options.getIdHeader());
        if (id == null && idPrefix != null) {
            id = idPrefix + index;
        } else if (id != null && id.getBytes(StandardCharsets.UTF_8).length > LONGEST_ID) {
            throw new RefusedDocumentException("The id in the header " + options.getIdHeader() + " is longer than "
                                               + LONGEST_ID + " bytes");
        }
        if (id != null) {
            lines.name("_id").string(id);
        }
    }

    private static String value(Headers headers, String name) {
        String value = name == null ? null : headers.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** How many events it has. */
    int size() {
        return size;
    }

    /** The place in its batch of an event, by its place in here. */
    int event(int place) {
        return events[place];
    }

    /** Where the lines of an event begin in {@link #array()}; those of the event behind the last one, where all end. */
    int start(int place) {
        return starts[place];
    }

    byte[] array() {
        return lines.array();
    }

    /** Forgets all events but the last. */
    void keepLast() {
        int from = starts[size - 1];
        int length = starts[size] - from;
        System.arraycopy(lines.array(), from, lines.array(), 0, length);
        lines.truncate(length);
        events[0] = events[size - 1];
        starts[1] = length;
        size = 1;
    }
}
