/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import org.flumecamel.core.EventBatch;

/**
 * A batch on its way to the broker.
 *
 * @param id     tells the broker whether it has the batch already; null if there is none
 * @param events how many events it has
 * @param body   the batch encoded
 */
record Put(String id, int events, Envelope.Encoded body) {

    static Put of(EventBatch batch, String id, Compression compression) {
        return new Put(id, batch.size(), Envelope.encode(batch, id, compression));
    }
}
