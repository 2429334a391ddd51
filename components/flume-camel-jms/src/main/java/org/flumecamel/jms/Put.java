/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import java.util.Map;

import org.flumecamel.channel.LocalBroker.LocalMessage;
import org.flumecamel.core.EventBatch;

/**
 * A batch on its way to the broker.
 *
 * @param id     tells the broker whether it has the batch already; null if there is none
 * @param events how many events it has
 * @param body   the batch encoded
 */
record Put(String id, int events, Envelope.Encoded body) {

    /** Message property: how many events are in it. */
    static final String EVENTS = "FlumeEvents";
    /** Message property: how many bytes its body has. */
    static final String BYTES = "FlumeBytes";
    /** By this property an Artemis broker knows a message that it has already. */
    static final String DUPLICATE_ID = "_AMQ_DUPL_ID";

    static Put of(EventBatch batch, String id, Compression compression) {
        return new Put(id, batch.size(), Envelope.encode(batch, id, compression));
    }

    /** The message for a broker in this process. */
    LocalMessage local() {
        return new LocalMessage(body.array(), body.length(), Map.of(EVENTS, events, BYTES, (long) body.length()), id);
    }
}
