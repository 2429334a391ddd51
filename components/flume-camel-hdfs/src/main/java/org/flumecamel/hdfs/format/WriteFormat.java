/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.format;

import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.flumecamel.core.Event;
import org.flumecamel.core.Headers;

/** Flume's own record formats (Flume SNK-HDFS-B6): the time of the event in milliseconds, and its body. */
enum WriteFormat implements SequenceFileSerializer {

    WRITABLE(BytesWritable.class) {
        @Override
        public OfFile newFile() {
            Times times = new Times();
            BytesWritable value = new BytesWritable();
            return (event, pairs) -> {
                value.set(event.array(), event.offset(), event.length());
                pairs.add(times.key(event), value);
            };
        }
    },

    TEXT(Text.class) {
        @Override
        public OfFile newFile() {
            Times times = new Times();
            Text value = new Text();
            return (event, pairs) -> {
                value.set(event.array(), event.offset(), event.length());
                pairs.add(times.key(event), value);
            };
        }
    };

    private final Class<? extends Writable> valueClass;

    WriteFormat(Class<? extends Writable> valueClass) {
        this.valueClass = valueClass;
    }

    @Override
    public Class<? extends Writable> keyClass() {
        return LongWritable.class;
    }

    @Override
    public Class<? extends Writable> valueClass() {
        return valueClass;
    }

    /** The times of events: the header timestamp, or when it was received if that is missing or no number. */
    private static final class Times {

        private final LongWritable key = new LongWritable();
        private Headers headers;
        private String timestamp;
        private long time;
        private boolean usable;

        LongWritable key(Event event) {
            if (event.headers() != headers) {
                headers = event.headers();
                read(headers.get("timestamp"));
            }
            key.set(usable ? time : event.receivedAt());
            return key;
        }

        private void read(String text) {
            if (text != null && text.equals(timestamp)) {
                return;
            }
            timestamp = text;
            usable = false;
            if (text != null) {
                try {
                    time = Long.parseLong(text);
                    usable = true;
                } catch (NumberFormatException e) {
                    usable = false;
                }
            }
        }
    }
}
