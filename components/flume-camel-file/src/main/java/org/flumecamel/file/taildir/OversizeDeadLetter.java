/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;

/** Sends the beginnings of lines that are too long to an endpoint. */
final class OversizeDeadLetter implements LineEvents.DeadLetter, AutoCloseable {

    private final ProducerTemplate template;
    private final String uri;
    private final int maxEventBytes;

    OversizeDeadLetter(CamelContext context, String uri, int maxEventBytes) {
        this.template = context.createProducerTemplate();
        this.template.setDefaultEndpointUri(uri);
        this.uri = uri;
        this.maxEventBytes = maxEventBytes;
    }

    @Override
    public void send(TailedFile file, Event head, String length) throws DeadLetterException {
        String reason = "A line of " + file + " at offset " + file.position() + " has more than maxEventBytes=" + maxEventBytes
                        + " bytes (" + length + "); this is its beginning";
        Exchange sent = template.send(exchange -> {
            exchange.getMessage().setBody(EventBatch.of(head));
            exchange.setProperty(Exchange.EXCEPTION_CAUGHT, new OversizeLineException(reason));
        });
        if (sent.getException() != null) {
            throw new DeadLetterException("the line at offset " + file.position() + " is too long and " + uri
                                          + " does not take it: " + sent.getException(), sent.getException());
        }
    }

    @Override
    public void close() {
        template.stop();
    }

    /** Why a line is a dead letter. */
    static final class OversizeLineException extends Exception {

        private static final long serialVersionUID = 1L;

        OversizeLineException(String message) {
            super(message, null, false, false);
        }
    }
}
