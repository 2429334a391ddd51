/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.elasticsearch;

/** How documents are made of events; Flume's two serializers are {@link #LOGSTASH} and {@link #DYNAMIC}. */
public enum Serializer {

    /** The body is the document. */
    JSON {
        @Override
        DocumentWriter writer(String idHeader) {
            return new JsonDocument();
        }
    },

    /** The body as {@code message}, the time as {@code @timestamp}, and a field for each header. */
    TEXT {
        @Override
        DocumentWriter writer(String idHeader) {
            return new TextDocument(idHeader);
        }
    },

    /** The fields of the Elastic Common Schema. */
    ECS {
        @Override
        DocumentWriter writer(String idHeader) {
            return new EcsDocument(idHeader);
        }
    },

    /** As Flume's ElasticSearchLogStashEventSerializer: {@code @message}, {@code @source} and others, {@code @fields}. */
    LOGSTASH {
        @Override
        DocumentWriter writer(String idHeader) {
            return new LogstashDocument();
        }
    },

    /** As Flume's ElasticSearchDynamicSerializer: {@code body}, and a field for each header. */
    DYNAMIC {
        @Override
        DocumentWriter writer(String idHeader) {
            return new DynamicDocument();
        }
    };

    /** @param idHeader the header that is the id of the document and need not be in it, or null */
    abstract DocumentWriter writer(String idHeader);
}
