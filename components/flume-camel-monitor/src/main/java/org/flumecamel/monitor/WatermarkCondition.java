/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

/** A channel holds too much. */
record WatermarkCondition(Watermark high, Watermark low) implements Condition {

    /** @throws IllegalArgumentException if they do not fit together */
    WatermarkCondition {
        if (high.unit() != low.unit() || low.value() > high.value()) {
            throw new IllegalArgumentException("lowWatermark must be in the unit of highWatermark and not above it: " + low
                                               + " against " + high);
        }
    }

    @Override
    public String reason() {
        return "watermark";
    }

    @Override
    public boolean isCrossed(ChannelFigures figures) {
        return high.measure(figures) >= high.value();
    }

    @Override
    public boolean isOver(ChannelFigures figures) {
        double measured = low.measure(figures);
        return measured >= 0 && measured <= low.value();
    }

    @Override
    public String raised(ChannelFigures figures) {
        return "Channel " + figures.uri() + " is at " + high.inWords(high.measure(figures)) + ", its high watermark is " + high;
    }

    @Override
    public String cleared(ChannelFigures figures) {
        return "Channel " + figures.uri() + " is down to " + low.inWords(low.measure(figures)) + ", its low watermark is "
               + low;
    }
}
