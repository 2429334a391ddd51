/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.serializers;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.flumecamel.core.Headers;

/**
 * The schemas of events: of the header {@code flume.avro.schema.url}, else of {@code flume.avro.schema.literal}, else the
 * sink's own (Flume SER-OUT-B3). Headers come from outside, so they can only name what lies below an address that the sink
 * allows. What was read is kept, and so is what could not be. Thread-safe.
 */
final class AvroSchemas {

    static final String URL = "schemaURL";
    static final String LITERAL = "schemaLiteral";
    static final String BASES = "schemaUrlBases";

    static final String URL_HEADER = "flume.avro.schema.url";
    static final String LITERAL_HEADER = "flume.avro.schema.literal";

    private static final String NO_SCHEMA = "it has no schema: neither a header " + URL_HEADER + " nor " + LITERAL_HEADER
                                            + ", and the sink has no serializer." + URL;
    private static final int MOST_KEPT = 200;
    private static final int LONGEST_LITERAL = 1 << 18;
    private static final long PROBLEM_KEPT_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final SchemaDocuments documents;
    private final List<URI> bases;
    private final Found own;
    private final Map<String, Found> byUrl = kept();
    private final Map<String, Found> byLiteral = kept();
    private volatile Last last = new Last(null, null);

    /**
     * What an event's headers lead to.
     *
     * @param schema  null if there is a problem
     * @param check   of bodies; null if there is a problem
     * @param problem why the event can never be written; null if it can
     * @param foundAt when, by the monotonic clock in nanoseconds
     */
    record Found(Schema schema, DatumCheck check, String problem, long foundAt) {

        static Found of(Schema schema) {
            return new Found(schema, new DatumCheck(schema), null, System.nanoTime());
        }

        static Found problem(String problem) {
            return new Found(null, null, problem, System.nanoTime());
        }

        /** Whether somebody may have mended it meanwhile. */
        boolean isOld() {
            return problem != null && System.nanoTime() - foundAt > PROBLEM_KEPT_NANOS;
        }
    }

    private record Last(Headers headers, Found found) {
    }

    AvroSchemas(Map<String, String> options, SchemaDocuments documents) {
        this.documents = documents;
        this.bases = Arrays.stream(options.getOrDefault(BASES, "").split(",")).map(String::trim).filter(base -> !base.isEmpty())
            .map(AvroSchemas::base).toList();
        this.own = own(options.get(URL), options.get(LITERAL));
    }

    private static Map<String, Found> kept() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Found> eldest) {
                return size() > MOST_KEPT;
            }
        };
    }

    private static URI base(String text) {
        try {
            URI base = URI.create(text);
            if (base.getScheme() != null && base.getPath() != null && base.getPath().endsWith("/")) {
                return base.normalize();
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(wrongBase(text), e);
        }
        throw new IllegalArgumentException(wrongBase(text));
    }

    private static String wrongBase(String text) {
        return "serializer." + BASES + " must be addresses that end with a slash, as in https://schemas.example.com/events/,"
               + " not " + text;
    }

    private Found own(String url, String literal) {
        if (url != null && literal != null) {
            throw new IllegalArgumentException("serializer." + URL + " and serializer." + LITERAL + " exclude each other");
        }
        Found found;
        try {
            found = url != null ? read(url) : literal != null ? parse(literal) : Found.problem(NO_SCHEMA);
        } catch (IOException e) {
            throw new IllegalArgumentException("serializer." + URL + ": " + url + " cannot be read: " + e, e);
        }
        if (found.problem() != null && (url != null || literal != null)) {
            throw new IllegalArgumentException("serializer." + (url != null ? URL : LITERAL) + ": " + found.problem());
        }
        return found;
    }

    /**
     * The schema for an event.
     *
     * @throws IOException if it cannot be read now
     */
    Found of(Headers headers) throws IOException {
        Last recent = last;
        if (recent.headers == headers && !recent.found.isOld()) {
            return recent.found;
        }
        String url = headers.get(URL_HEADER);
        String literal = headers.get(LITERAL_HEADER);
        Found found = url != null ? ofUrl(url) : literal != null ? ofLiteral(literal) : own;
        last = new Last(headers, found);
        return found;
    }

    /** The schema for an event that was not refused. */
    Schema known(Headers headers) {
        try {
            return of(headers).schema();
        } catch (IOException e) {
            throw new IllegalStateException("the schema is forgotten, and now " + e.getMessage(), e);
        }
    }

    private Found ofUrl(String url) throws IOException {
        synchronized (byUrl) {
            Found found = byUrl.get(url);
            if (found == null || found.isOld()) {
                found = isAllowed(url) ? read(url) : Found.problem("its header " + URL_HEADER + " names " + url
                                                                   + ", which is not below one of serializer." + BASES);
                byUrl.put(url, found);
            }
            return found;
        }
    }

    private boolean isAllowed(String text) {
        URI url;
        try {
            url = URI.create(text).normalize();
        } catch (IllegalArgumentException e) {
            return false;
        }
        String path = url.getRawPath();
        return path != null && url.getRawUserInfo() == null && !path.contains("..") && !path.contains("%") && bases.stream()
            .anyMatch(base -> base.getScheme().equalsIgnoreCase(url.getScheme())
                              && String.valueOf(base.getRawAuthority()).equalsIgnoreCase(String.valueOf(url.getRawAuthority()))
                              && path.startsWith(base.getRawPath()));
    }

    private Found ofLiteral(String literal) {
        if (literal.length() > LONGEST_LITERAL) {
            return Found.problem("its header " + LITERAL_HEADER + " is longer than " + LONGEST_LITERAL + " characters");
        }
        synchronized (byLiteral) {
            return byLiteral.computeIfAbsent(literal, AvroSchemas::parse);
        }
    }

    private Found read(String url) throws IOException {
        SchemaDocuments.Document document = documents.read(url);
        return document.problem() != null ? Found.problem(document.problem()) : parse(document.text());
    }

    private static Found parse(String text) {
        try {
            return Found.of(new Schema.Parser().parse(text));
        } catch (AvroRuntimeException | StackOverflowError e) {
            return Found.problem("its schema is none: " + e);
        }
    }
}
