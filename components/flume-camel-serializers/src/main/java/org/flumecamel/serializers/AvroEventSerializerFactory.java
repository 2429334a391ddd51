/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.serializers;

import java.util.Map;
import java.util.Set;

import org.flumecamel.core.serializer.EventSerializer;
import org.flumecamel.core.serializer.EventSerializerFactory;

/** Makes {@code AVRO_EVENT} serializers (Flume SER-OUT-B2). */
public final class AvroEventSerializerFactory implements EventSerializerFactory {

    private Map<String, String> options;
    private AvroOptions parsed;

    @Override
    public synchronized EventSerializer newSerializer(Map<String, String> given) {
        if (!given.equals(options)) {
            parsed = AvroOptions.of(given, Set.of());
            options = given;
        }
        return new AvroEventSerializer(parsed);
    }
}
