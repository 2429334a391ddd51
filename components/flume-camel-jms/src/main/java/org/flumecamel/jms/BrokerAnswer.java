/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import jakarta.jms.JMSException;
import jakarta.jms.ResourceAllocationException;

/** What the failure of a put means, as far as brokers let one tell. */
enum BrokerAnswer {

    /** The broker has the message already. */
    DUPLICATE,
    /** The broker, or the queue, is full. */
    FULL,
    /** The thread was interrupted. */
    INTERRUPTED,
    OTHER;

    /** JMS has no words for most of it, so the names of Artemis' exceptions count, without needing their classes. */
    static BrokerAnswer of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            String type = cause.getClass().getSimpleName();
            String message = String.valueOf(cause.getMessage());
            if (type.equals("ActiveMQDuplicateIdException") || message.startsWith("Duplicate message detected")) {
                return DUPLICATE;
            }
            if (type.equals("ActiveMQAddressFullException") || cause instanceof ResourceAllocationException) {
                return FULL;
            }
            if (type.equals("ActiveMQInterruptedException") || cause instanceof InterruptedException) {
                return INTERRUPTED;
            }
        }
        return OTHER;
    }

    private static Throwable next(Throwable failure) {
        if (failure.getCause() != null) {
            return failure.getCause();
        }
        return failure instanceof JMSException jms ? jms.getLinkedException() : null;
    }
}
