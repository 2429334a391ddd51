/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.serializers;

import java.io.IOException;
import java.io.OutputStream;

import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileWriter;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.path.FileEnding;
import org.flumecamel.core.serializer.EventSerializer;
import org.flumecamel.core.serializer.SerializedEnding;

/**
 * Flume's {@code AVRO_EVENT}: an Avro container file of events, each with its headers, a map of strings, and its body. Each
 * flush ends a block.
 */
final class AvroEventSerializer implements EventSerializer {

    /** Flume's schema of an event. */
    static final Schema SCHEMA = SchemaBuilder.record("Event").fields()
        .name("headers").type().map().values().stringType().noDefault()
        .name("body").type().bytesType().noDefault().endRecord();

    private final DataFileWriter<Event> writer;

    AvroEventSerializer(AvroOptions options) {
        writer = options.newWriter(new EventDatumWriter());
    }

    @Override
    public void start(OutputStream out) throws IOException {
        writer.create(SCHEMA, out);
    }

    @Override
    public void write(EventBatch events, OutputStream out) throws IOException {
        for (Event event : events) {
            writer.append(event);
        }
    }

    @Override
    public void flush(OutputStream out) throws IOException {
        writer.flush();
    }

    @Override
    public void finish(OutputStream out) throws IOException {
        writer.flush();
    }

    @Override
    public FileEnding ending() {
        return SerializedEnding.AVRO;
    }
}
