/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

/** An event waits for too long; in milliseconds. */
record AgeCondition(long maxAge, long clearAge) implements Condition {

    /** @throws IllegalArgumentException if they do not fit together */
    AgeCondition {
        if (clearAge > maxAge) {
            throw new IllegalArgumentException("clearAge must not be above maxAge: " + Wording.duration(clearAge) + " against "
                                               + Wording.duration(maxAge));
        }
    }

    @Override
    public String reason() {
        return "age";
    }

    @Override
    public boolean isCrossed(ChannelFigures figures) {
        return figures.backlog().oldestMillis() >= maxAge;
    }

    @Override
    public boolean isOver(ChannelFigures figures) {
        long age = figures.backlog().oldestMillis();
        return age >= 0 && age <= clearAge;
    }

    @Override
    public String raised(ChannelFigures figures) {
        return "The oldest event of channel " + figures.uri() + " has waited for "
               + Wording.duration(figures.backlog().oldestMillis()) + ", its maxAge is " + Wording.duration(maxAge);
    }

    @Override
    public String cleared(ChannelFigures figures) {
        long age = figures.backlog().oldestMillis();
        return age == 0 ? "Channel " + figures.uri() + " is empty again"
                : "The oldest event of channel " + figures.uri() + " has waited for " + Wording.duration(age) + " only";
    }
}
