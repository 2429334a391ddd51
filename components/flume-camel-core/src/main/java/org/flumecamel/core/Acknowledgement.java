/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import org.apache.camel.Exchange;

/**
 * Tells a source what became of a batch it has sent.
 * <p>
 * It counts holds. The source opens it with a hold of its own, puts it into the Exchange property {@link #PROPERTY} and
 * releases its hold when its processor has returned; a channel adds a hold for each copy it queues, and the spooler
 * releases that when the sink is done. It settles once, when the last hold is gone: failed, if any hold failed.
 * Camel's own completion hand-over is not used, because it reports success as soon as a fan-out has queued its first
 * copy, and nothing at all for a refused put.
 * <p>
 * Thread-safe. The listener runs in the thread that gives back the last hold, and must be quick.
 */
public final class Acknowledgement {

    /** Exchange property that carries the acknowledgement; all copies of an Exchange share it. */
    public static final String PROPERTY = "FlumeAcknowledgement";

    private final boolean rereadable;
    private final Consumer<Throwable> listener;
    private final List<Hold> holds = new ArrayList<>(2);
    private final Hold sourceHold;
    private Throwable failure;
    private boolean settled;

    private Acknowledgement(boolean rereadable, Consumer<Throwable> listener) {
        this.rereadable = rereadable;
        this.listener = Objects.requireNonNull(listener, "listener");
        this.sourceHold = hold("the route of its source");
    }

    /**
     * Opens an acknowledgement with the source's own hold.
     *
     * @param rereadable whether the source can read the batch again after a restart
     * @param listener   gets null when the batch is delivered, else the first failure; called once
     */
    public static Acknowledgement open(boolean rereadable, Consumer<Throwable> listener) {
        return new Acknowledgement(rereadable, listener);
    }

    /** The acknowledgement an Exchange carries, or null if its source asked for none. */
    public static Acknowledgement of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, Acknowledgement.class);
    }

    /** The hold of the source itself. */
    public Hold sourceHold() {
        return sourceHold;
    }

    /** Whether the source can read the batch again, also after a restart. */
    public boolean isRereadable() {
        return rereadable;
    }

    /**
     * Adds a hold.
     *
     * @param  holder                what now answers for the batch, for messages: {@code channel c1}
     * @throws IllegalStateException if it has settled already: the Exchange left its route before it came here, through
     *                               an aggregator or a wire tap, and whatever is held now could not be told to anybody
     */
    public synchronized Hold hold(String holder) {
        if (settled) {
            throw new IllegalStateException("The batch was acknowledged before it reached " + holder
                                            + ": aggregate or wireTap before a channel leaves the delivery contract");
        }
        Hold hold = new Hold(holder);
        holds.add(hold);
        return hold;
    }

    /** What still holds the batch, oldest first. */
    public synchronized List<String> holders() {
        return holds.stream().map(hold -> hold.holder).toList();
    }

    private void giveBack(Hold hold, Throwable cause) {
        synchronized (this) {
            if (!holds.remove(hold)) {
                return;
            }
            if (failure == null) {
                failure = cause;
            }
            if (!holds.isEmpty()) {
                return;
            }
            settled = true;
        }
        listener.accept(failure);
    }

    /** One reason why a batch is not settled. Giving it back twice does nothing the second time. */
    public final class Hold {

        private final String holder;

        private Hold(String holder) {
            this.holder = holder;
        }

        /** The holder is done: all events are where it promised. */
        public void release() {
            giveBack(this, null);
        }

        /** The holder gives up; the batch is not delivered. */
        public void fail(Throwable cause) {
            giveBack(this, Objects.requireNonNull(cause, "cause"));
        }
    }
}
