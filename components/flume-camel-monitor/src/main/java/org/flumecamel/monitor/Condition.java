/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

/** Something about a channel that is worth an alert. */
interface Condition {

    /** Its name in {@link BacklogConstants#REASON}. */
    String reason();

    /** Whether it has come true. */
    boolean isCrossed(ChannelFigures figures);

    /** Whether it is over; between the two nothing changes. */
    boolean isOver(ChannelFigures figures);

    /** That it has come true, in a sentence without its full stop. */
    String raised(ChannelFigures figures);

    /** That it is over, in a sentence without its full stop. */
    String cleared(ChannelFigures figures);
}
