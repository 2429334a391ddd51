/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import org.apache.camel.spi.Metadata;

/** The headers of what {@code flume-backlog} emits. A figure that is not known is negative. */
public final class BacklogConstants {

    @Metadata(description = "What it says: raised, cleared or status.", javaType = "String", enums = "raised,cleared,status")
    public static final String STATE = "FlumeBacklogState";
    @Metadata(description = "What was crossed: watermark, age or problem; for a status those that are raised now, or none.",
              javaType = "String")
    public static final String REASON = "FlumeBacklogReason";
    @Metadata(description = "The channel, as its URI.", javaType = "String")
    public static final String CHANNEL = "FlumeBacklogChannel";
    @Metadata(description = "Events in the channel, those in work included.", javaType = "Long")
    public static final String EVENTS = "FlumeBacklogEvents";
    @Metadata(description = "How many events the channel may hold; 0 if there is no such limit.", javaType = "Long")
    public static final String EVENT_LIMIT = "FlumeBacklogEventLimit";
    @Metadata(description = "Bytes the channel takes.", javaType = "Long")
    public static final String BYTES = "FlumeBacklogBytes";
    @Metadata(description = "How many bytes the channel may take; 0 if there is no such limit.", javaType = "Long")
    public static final String BYTE_LIMIT = "FlumeBacklogByteLimit";
    @Metadata(description = "How full the channel is, in percent of its nearest limit.", javaType = "Double")
    public static final String FILL = "FlumeBacklogFill";
    @Metadata(description = "How long the oldest event has been in the channel, in milliseconds.", javaType = "Long")
    public static final String OLDEST = "FlumeBacklogOldest";
    @Metadata(description = "Events put per second, over the last minute.", javaType = "Double")
    public static final String IN = "FlumeBacklogIn";
    @Metadata(description = "Events delivered per second, over the last minute.", javaType = "Double")
    public static final String OUT = "FlumeBacklogOut";
    @Metadata(description = "When the channel is full if it goes on so, in milliseconds; negative if it does not grow.",
              javaType = "Long")
    public static final String TIME_TO_FULL = "FlumeBacklogTimeToFull";
    @Metadata(description = "When the channel is empty if it goes on so, in milliseconds; negative if it does not shrink.",
              javaType = "Long")
    public static final String TIME_TO_EMPTY = "FlumeBacklogTimeToEmpty";
    @Metadata(description = "For how long the alert was raised, in milliseconds; with state cleared only.", javaType = "Long")
    public static final String RAISED_FOR = "FlumeBacklogRaisedFor";

    private BacklogConstants() {
    }
}
