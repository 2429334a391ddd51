/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.serializers;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.path.FileEnding;
import org.flumecamel.core.serializer.EventSerializer;
import org.flumecamel.core.serializer.SerializedEnding;

/**
 * Flume's {@code AvroEventSerializer}: an Avro container file of the events' bodies, which are encoded data already. The first
 * event's schema is the file's; an event of another schema goes into another file. Each flush ends a block.
 */
final class AvroSerializer implements EventSerializer {

    private final AvroOptions options;
    private final AvroSchemas schemas;
    private Schema schema;
    private DataFileWriter<Object> writer;

    AvroSerializer(AvroOptions options, AvroSchemas schemas) {
        this.options = options;
        this.schemas = schemas;
    }

    @Override
    public String refusal(Event event) throws IOException {
        AvroSchemas.Found found = schemas.of(event.headers());
        if (found.problem() != null) {
            return found.problem();
        }
        return found.check().problem(event);
    }

    @Override
    public int fitting(EventBatch events) {
        int fitting = 0;
        Schema expected = schema;
        for (Event event : events) {
            Schema next = schemas.known(event.headers());
            if (expected == null) {
                expected = next;
            } else if (next != expected && !next.equals(expected)) {
                break;
            }
            fitting++;
        }
        return fitting;
    }

    @Override
    public void write(EventBatch events, OutputStream out) throws IOException {
        if (writer == null) {
            schema = schemas.known(events.get(0).headers());
            writer = options.newWriter(new GenericDatumWriter<>(schema)).create(schema, out);
        }
        for (Event event : events) {
            writer.appendEncoded(ByteBuffer.wrap(event.array(), event.offset(), event.length()));
        }
    }

    @Override
    public void flush(OutputStream out) throws IOException {
        if (writer != null) {
            writer.flush();
        }
    }

    @Override
    public void finish(OutputStream out) throws IOException {
        flush(out);
    }

    @Override
    public FileEnding ending() {
        return SerializedEnding.AVRO;
    }
}
