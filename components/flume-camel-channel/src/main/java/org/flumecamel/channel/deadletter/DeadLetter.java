/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel.deadletter;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.flumecamel.core.Event;

/**
 * An event that could not be delivered. Its record begins with the fields of Flume's own event, so that whatever reads those
 * reads these.
 *
 * @param event  the event, with the headers and the bytes it had
 * @param reason why it could not be delivered
 * @param origin the route and the endpoint that failed
 * @param time   when it came here, in milliseconds since the epoch
 */
public record DeadLetter(Event event, String reason, String origin, long time) {

    /** The schema of a record. */
    public static final Schema SCHEMA = SchemaBuilder.record("DeadLetter").namespace("org.flumecamel").fields()
            .name("headers").type().map().values().stringType().noDefault()
            .name("body").type().bytesType().noDefault()
            .name("reason").doc("why it could not be delivered").type().stringType().noDefault()
            .name("origin").doc("the route and the endpoint that failed").type().stringType().noDefault()
            .name("time").doc("when it came here, in milliseconds since the epoch").type().longType().noDefault()
            .endRecord();

    /** This letter as a record. */
    public GenericRecord toRecord() {
        return new GenericRecordBuilder(SCHEMA)
                .set("headers", event.headers())
                .set("body", ByteBuffer.wrap(event.array(), event.offset(), event.length()))
                .set("reason", reason)
                .set("origin", origin)
                .set("time", time)
                .build();
    }

    /** The letter of a record. */
    static DeadLetter of(GenericRecord letter) {
        Map<String, String> headers = new LinkedHashMap<>();
        ((Map<?, ?>) letter.get("headers")).forEach((name, value) -> headers.put(name.toString(), value.toString()));
        ByteBuffer buffer = (ByteBuffer) letter.get("body");
        byte[] body = new byte[buffer.remaining()];
        buffer.get(body);
        return new DeadLetter(Event.of(headers, body), letter.get("reason").toString(), letter.get("origin").toString(),
                (Long) letter.get("time"));
    }

    /** Bytes it takes in a file, roughly. */
    public long size() {
        long size = 32L + event.length() + reason.length() + origin.length();
        for (Map.Entry<String, String> header : event.headers().entrySet()) {
            size += 4L + header.getKey().length() + header.getValue().length();
        }
        return size;
    }
}
