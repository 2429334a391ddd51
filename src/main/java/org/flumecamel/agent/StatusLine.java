/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Supplier;

/** One line that says how things go: rewritten in place on a terminal, a new line each time elsewhere. */
final class StatusLine {

    /** Back to the first column, and clear what is behind. */
    private static final String REWRITE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean inPlace;
    private final Supplier<Tally> tally;
    private Tally last = new Tally(0, 0, 0, 0);
    private long lastNanos = System.nanoTime();
    private boolean open;

    StatusLine(PrintStream out, boolean inPlace, Supplier<Tally> tally) {
        this.out = out;
        this.inPlace = inPlace;
        this.tally = tally;
    }

    /** Prints it. */
    synchronized void print() {
        Tally now = tally.get();
        long nanos = System.nanoTime();
        double seconds = Math.max(1, nanos - lastNanos) / 1e9;
        String line = String.format(Locale.ROOT, "in %,d  queued %,d  delivered %,d (%,.0f/s)  retries %,d", now.in(),
                now.queued(), now.delivered(), (now.delivered() - last.delivered()) / seconds, now.retries());
        last = now;
        lastNanos = nanos;
        if (inPlace) {
            out.print(REWRITE + line);
            out.flush();
            open = true;
        } else {
            out.println(line);
        }
    }

    /** Prints a message, and leaves the line it takes to it. */
    synchronized void println(String message) {
        if (open) {
            out.print(REWRITE);
            open = false;
        }
        out.println(message);
        out.flush();
    }
}
