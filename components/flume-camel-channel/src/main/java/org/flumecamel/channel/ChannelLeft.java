/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

/**
 * What was left in a memory channel when its context stopped.
 *
 * @param channel the channel's name
 * @param events  events no sink was done with
 * @param lost    those of them that cannot be read again from where they came
 */
public record ChannelLeft(String channel, long events, long lost) {
}
