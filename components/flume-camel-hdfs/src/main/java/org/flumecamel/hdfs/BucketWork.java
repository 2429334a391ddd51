/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.flumecamel.core.EventBatch;
import org.flumecamel.core.SinkDelivery;

/** The writing and flushing of what one batch has for one bucket. */
final class BucketWork extends Calls.Call {

    private final BucketWriters writers;
    private final BucketEvents events;
    private final EventBatch batch;
    private final WrittenEvents written = new WrittenEvents();
    private final List<IOException> failures = new ArrayList<>();
    private boolean done;
    private volatile boolean isGivenUp;
    private volatile BucketWriter writer;

    BucketWork(BucketWriters writers, BucketEvents events, EventBatch batch) {
        this.writers = writers;
        this.events = events;
        this.batch = events.of(batch);
    }

    @Override
    void run() {
        try {
            append();
        } catch (IOException e) {
            failures.add(e);
        } catch (RuntimeException e) {
            failures.add(new IOException(e));
        }
        failures.addAll(written.flush());
        done = true;
    }

    private void append() throws IOException {
        int next = 0;
        while (next < batch.size()) {
            writer = writers.writer(events.bucket());
            next = writer.append(batch, next, batch.size(), written);
            gotOn();
            if (isGivenUp) {
                throw new IOException("given up");
            }
        }
    }

    @Override
    void givenUp() {
        isGivenUp = true;
        if (writer != null) {
            writers.drop(writer);
        }
    }

    @Override
    void returnedLate() {
        if (writer != null) {
            writer.retire("callTimeout");
        }
    }

    /**
     * Marks the events that are safe, when the call has ended.
     *
     * @return what failed
     */
    List<IOException> settle(SinkDelivery delivery, long limitMillis) {
        if (isGivenUp || !done) {
            return List.of(new IOException("the file system did not answer for " + limitMillis + " ms (callTimeout) when "
                                           + events.bucket() + " was written"));
        }
        written.forEachSafe((from, to) -> events.delivered(from, to, delivery));
        return failures;
    }
}
