/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.bench.camel;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.flumecamel.bench.probe.Reading;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;

/** Takes every event of a batch in its hand and, if asked, looks at every body. */
public final class Reader implements Processor {

    private final Reading reading = new Reading();

    @Override
    public void process(Exchange exchange) {
        for (Event event : exchange.getMessage().getBody(EventBatch.class)) {
            if (reading.isChecking()) {
                reading.add(event.array(), event.offset(), event.length());
            } else {
                reading.add();
            }
        }
        reading.publish();
    }
}
