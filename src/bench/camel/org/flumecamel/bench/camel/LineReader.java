/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.bench.camel;

import java.io.File;
import java.io.IOException;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.flumecamel.bench.probe.LineReading;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;

/** Checks every line of a batch. It is down as long as there is the file that the system property {@code down} names. */
public final class LineReader implements Processor {

    private final LineReading reading = new LineReading();
    private final File down = new File(System.getProperty("down", "never"));

    @Override
    public void process(Exchange exchange) throws IOException {
        if (down.exists()) {
            throw new IOException("the reader is down");
        }
        for (Event event : exchange.getMessage().getBody(EventBatch.class)) {
            reading.add(event.array(), event.offset(), event.length());
        }
        reading.publish();
    }
}
