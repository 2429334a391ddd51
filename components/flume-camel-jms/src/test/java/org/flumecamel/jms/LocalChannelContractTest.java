/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import jakarta.jms.ConnectionFactory;

import org.flumecamel.broker.EmbeddedBroker;

/** A channel on a broker in the process, without a client between. */
class LocalChannelContractTest extends JmsChannelContractTest {

    @Override
    ConnectionFactory factory(EmbeddedBroker broker) {
        return broker;
    }
}
