/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core;

import java.util.List;

/**
 * Some events of a batch can never be delivered; all others are. A sink throws it last, when nothing is left that could
 * be tried again, and the retry configuration sends the events to the dead letter.
 */
public class PermanentDeliveryException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Rejected> rejected;

    public PermanentDeliveryException(String sink, List<Rejected> rejected) {
        super(sink + " refuses " + rejected.size() + " events for good; the first: " + rejected.get(0).reason());
        this.rejected = List.copyOf(rejected);
    }

    /** The refused events with the reason of each. */
    public List<Rejected> rejected() {
        return rejected;
    }

    /**
     * A refused event.
     *
     * @param event  as the sink got it
     * @param reason why it cannot be delivered, in words
     */
    public record Rejected(Event event, String reason) {
    }
}
