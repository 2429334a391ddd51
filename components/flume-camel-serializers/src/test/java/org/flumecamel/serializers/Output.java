/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.serializers;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.camel.CamelContext;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.serializer.EventSerializer;
import org.flumecamel.core.serializer.EventSerializers;

/** What a serializer has written. */
final class Output {

    private Output() {
    }

    /** A file of some batches, each flushed. */
    static byte[] of(CamelContext context, String name, Map<String, String> options, EventBatch... batches) throws IOException {
        EventSerializer serializer = EventSerializers.of(context, name, options).get();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        serializer.start(out);
        for (EventBatch batch : batches) {
            serializer.write(batch, out);
            serializer.flush(out);
        }
        serializer.finish(out);
        return out.toByteArray();
    }

    /** The schema of an Avro file, its codec, and the data in it. */
    static List<Object> avro(byte[] file) throws IOException {
        List<Object> found = new ArrayList<>();
        try (DataFileStream<Object> in = new DataFileStream<>(new ByteArrayInputStream(file), new GenericDatumReader<>())) {
            found.add(in.getSchema());
            found.add(in.getMetaString("avro.codec"));
            in.forEach(found::add);
        }
        return found;
    }
}
