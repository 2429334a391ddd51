/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

import java.util.Objects;

/**
 * What a {@code flume-channel} endpoint says about its channel.
 *
 * @param capacity     how many events it may hold; 0 if the endpoint does not say
 * @param byteCapacity how many bytes it may take; 0 if the endpoint does not say
 * @param compression  how it keeps its events: {@code none}, {@code lz4} or {@code zstd}; null if the endpoint does not say
 */
public record ChannelOptions(int capacity, long byteCapacity, String compression) {

    /** No option is set. */
    public static final ChannelOptions NONE = new ChannelOptions(0, 0, null);

    /**
     * These options together with those of another endpoint on the same channel.
     *
     * @param  channel                  name of the channel, for the message
     * @throws IllegalArgumentException if both name an option and differ
     */
    public ChannelOptions and(ChannelOptions other, String channel) {
        return new ChannelOptions(agreed(channel, "capacity", capacity, other.capacity, 0),
                agreed(channel, "byteCapacity", byteCapacity, other.byteCapacity, 0L),
                agreed(channel, "compression", compression, other.compression, null));
    }

    private static <T> T agreed(String channel, String option, T before, T now, T unset) {
        if (Objects.equals(before, unset)) {
            return now;
        }
        if (!Objects.equals(now, unset) && !before.equals(now)) {
            throw new IllegalArgumentException(
                    "Channel " + channel + " is given two values of " + option + ": " + before + " and " + now);
        }
        return before;
    }
}
