/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.serializers;

import java.util.Map;
import java.util.Set;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.flumecamel.core.serializer.EventSerializer;
import org.flumecamel.core.serializer.EventSerializerFactory;

/** Makes {@code AVRO} serializers, which share the schemas they have read (Flume SER-OUT-B3). */
public final class AvroSerializerFactory implements EventSerializerFactory, CamelContextAware {

    private CamelContext context;
    private Map<String, String> options;
    private AvroOptions parsed;
    private AvroSchemas schemas;

    @Override
    public synchronized EventSerializer newSerializer(Map<String, String> given) {
        if (!given.equals(options)) {
            parsed = AvroOptions.of(given, Set.of(AvroSchemas.URL, AvroSchemas.LITERAL, AvroSchemas.BASES));
            schemas = new AvroSchemas(given, new SchemaDocuments(context));
            options = given;
        }
        return new AvroSerializer(parsed, schemas);
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    @Override
    public void setCamelContext(CamelContext context) {
        this.context = context;
    }
}
