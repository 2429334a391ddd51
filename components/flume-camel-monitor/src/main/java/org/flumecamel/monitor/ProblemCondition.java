/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

/** A channel cannot be used. */
record ProblemCondition() implements Condition {

    @Override
    public String reason() {
        return "problem";
    }

    @Override
    public boolean isCrossed(ChannelFigures figures) {
        return figures.problem() != null;
    }

    @Override
    public boolean isOver(ChannelFigures figures) {
        return figures.problem() == null;
    }

    @Override
    public String raised(ChannelFigures figures) {
        return "Channel " + figures.uri() + " cannot be used: " + figures.problem();
    }

    @Override
    public String cleared(ChannelFigures figures) {
        return "Channel " + figures.uri() + " can be used again";
    }
}
