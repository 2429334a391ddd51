/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel.group;

import java.util.List;

/**
 * In which order a load-balancing group asks its sinks; a bean of this type can be a group's {@code selector}. Used by all
 * threads that send to the group, so it must be thread-safe.
 */
public interface SinkOrder {

    /**
     * Asked once for each batch.
     *
     * @param  sinks names of the sinks that may be asked now, as they stand in the group; never empty, not to be changed
     * @return       some or all of them, in the order they are asked until one takes the batch
     */
    List<String> order(List<String> sinks);
}
