/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.jms.ConnectionFactory;

import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.api.jms.ActiveMQJMSClient;
import org.apache.activemq.artemis.api.jms.JMSFactoryType;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnectorFactory;
import org.apache.activemq.artemis.core.remoting.impl.invm.TransportConstants;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Where a broker is found within the process, and nowhere else. */
final class InVmAddress {

    /** Artemis knows in-VM brokers by a number; people who embed one by hand begin at 0. */
    private static final AtomicInteger NUMBERS = new AtomicInteger(0x464c0000);

    private final Map<String, Object> parameters
            = Map.of(TransportConstants.SERVER_ID_PROP_NAME, NUMBERS.getAndIncrement());

    TransportConfiguration acceptor() {
        return new TransportConfiguration(InVMAcceptorFactory.class.getName(), parameters, "vm");
    }

    ConnectionFactory connectionFactory() {
        ActiveMQConnectionFactory factory = ActiveMQJMSClient.createConnectionFactoryWithoutHA(JMSFactoryType.CF,
                new TransportConfiguration(InVMConnectorFactory.class.getName(), parameters, "vm"));
        factory.setMinLargeMessageSize(BrokerSettings.LARGEST_RECORD);
        return factory;
    }
}
