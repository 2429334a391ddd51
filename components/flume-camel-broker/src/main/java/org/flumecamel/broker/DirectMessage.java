/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.message.LargeBodyReader;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.flumecamel.channel.QueueMessage;

/** A message of a queue of this broker. */
final class DirectMessage implements QueueMessage {

    private final MessageReference reference;
    private final ICoreMessage message;
    private final BrokerThreads threads;
    private final long size;
    private final int deliveries;

    DirectMessage(MessageReference reference, BrokerThreads threads) {
        this.reference = reference;
        this.message = reference.getMessage().toCore();
        this.threads = threads;
        this.size = size(reference);
        this.deliveries = reference.getDeliveryCount();
    }

    MessageReference reference() {
        return reference;
    }

    /** What it takes of the heap, in bytes. */
    static long size(MessageReference reference) {
        return reference.getMessageMemoryEstimate();
    }

    long size() {
        return size;
    }

    @Override
    public Kind kind() {
        return switch (message.getType()) {
            case Message.BYTES_TYPE -> Kind.BYTES;
            case Message.TEXT_TYPE -> Kind.TEXT;
            case Message.OBJECT_TYPE -> Kind.OBJECT;
            case Message.MAP_TYPE, Message.STREAM_TYPE -> Kind.MAP_OR_STREAM;
            default -> Kind.EMPTY;
        };
    }

    @Override
    public long length() throws Exception {
        if (kind() != Kind.BYTES) {
            return 0;
        }
        if (!message.isLargeMessage()) {
            return message.getBodyBufferSize();
        }
        return threads.run(() -> {
            try (LargeBodyReader body = message.getLargeBodyReader()) {
                body.open();
                return body.getSize();
            }
        });
    }

    @Override
    public byte[] body() throws Exception {
        return switch (kind()) {
            case BYTES -> bytes(buffer());
            case TEXT -> text(buffer());
            default -> new byte[0];
        };
    }

    /** A body that has a file of its own is read by a thread of the broker. */
    private ActiveMQBuffer buffer() throws Exception {
        return message.isLargeMessage() ? threads.run(message::getDataBuffer) : message.getReadOnlyBodyBuffer();
    }

    private static byte[] bytes(ActiveMQBuffer buffer) {
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }

    private static byte[] text(ActiveMQBuffer buffer) {
        SimpleString text = buffer.readNullableSimpleString();
        return text == null ? new byte[0] : text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>();
        message.getPropertyNames().forEach(name -> properties.put(name.toString(), property(name.toString())));
        return properties;
    }

    @Override
    public Object property(String name) {
        Object value = message.getObjectProperty(name);
        return value instanceof SimpleString text ? text.toString() : value;
    }

    @Override
    public String id() {
        return message.getUserID() == null ? String.valueOf(message.getMessageID()) : "ID:" + message.getUserID();
    }

    @Override
    public int deliveries() {
        return deliveries;
    }
}
