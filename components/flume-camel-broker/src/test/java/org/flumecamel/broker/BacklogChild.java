/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.nio.ByteBuffer;
import java.util.Random;

import jakarta.jms.JMSException;

/** A process with a small heap and a large backlog: puts, starts the broker again, and takes. */
final class BacklogChild {

    private static final String QUEUE = "c1";

    private BacklogChild() {
    }

    /** Arguments: data directory, messages, bytes of each. */
    public static void main(String[] arguments) throws Exception {
        int messages = Integer.parseInt(arguments[1]);
        int size = Integer.parseInt(arguments[2]);
        EmbeddedBroker broker = new EmbeddedBroker();
        broker.setDataDirectory(arguments[0]);
        broker.setJournalType(JournalType.nio);
        broker.setMinDiskFree(0);
        broker.start();
        put(broker, messages, size);
        broker.stop();
        long begin = System.nanoTime();
        broker.start();
        try (BrokerClient client = new BrokerClient(broker)) {
            for (int next = 0; next < messages; next++) {
                byte[] body = client.receive(QUEUE, 20_000);
                if (next == 0) {
                    System.out.println("FIRST " + (System.nanoTime() - begin) / 1_000_000);
                }
                if (body == null || body.length != size || ByteBuffer.wrap(body).getInt() != next) {
                    throw new IllegalStateException("Message " + next + " is not next");
                }
                client.commit();
            }
            System.out.println(client.receive(QUEUE, 500) == null ? "EMPTY" : "TOO MUCH");
        }
        broker.stop();
        System.exit(0);
    }

    private static void put(EmbeddedBroker broker, int messages, int size) throws JMSException {
        byte[] body = new byte[size];
        new Random(1).nextBytes(body);
        try (BrokerClient client = new BrokerClient(broker)) {
            for (int i = 0; i < messages; i++) {
                ByteBuffer.wrap(body).putInt(i);
                client.put(QUEUE, body);
            }
        }
        System.out.println("PUT " + messages);
    }
}
