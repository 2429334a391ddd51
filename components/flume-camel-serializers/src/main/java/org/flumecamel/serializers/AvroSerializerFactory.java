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
    private AvroSchemas schemas;

    @Override
    public synchronized EventSerializer newSerializer(Map<String, String> options) {
        AvroOptions avro = AvroOptions.of(options, Set.of(AvroSchemas.URL, AvroSchemas.LITERAL, AvroSchemas.BASES));
        if (schemas == null) {
            schemas = new AvroSchemas(options, new SchemaDocuments(context));
        }
        return new AvroSerializer(avro, schemas);
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
