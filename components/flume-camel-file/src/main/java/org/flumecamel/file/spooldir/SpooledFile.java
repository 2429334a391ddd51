/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

import java.io.IOException;
import java.nio.file.Path;

import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.Headers;
import org.flumecamel.file.journal.FileStat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file from the moment it is begun until it is completed or quarantined. Its batches are cut by what it holds and by the
 * limits it was begun with, by nothing else: from each position that was settled the same ones follow again after a crash.
 * <p>
 * The source's thread reads; {@link #settled} and what is asked of settled state may be called by any thread.
 */
final class SpooledFile {

    private static final Logger LOG = LoggerFactory.getLogger(SpooledFile.class);

    private final TrackedFile begun;
    private final Path path;
    private final Headers headers;
    private final String idHeader;

    private SpoolContent content;
    private EventDeserializer deserializer;
    private Headers eventHeaders;
    private boolean ahead;
    private IOException failure;
    private Progress sent;
    private long retryAt;

    private Progress settled;
    private boolean ended;
    private String fault;
    private boolean queued;

    /**
     * @param begun    what the tracker knows or is to know of it
     * @param headers  of all its events
     * @param idHeader the header that takes the id of an event, or null
     */
    SpooledFile(TrackedFile begun, Path path, Headers headers, String idHeader) {
        this.begun = begun;
        this.path = path;
        this.headers = headers;
        this.idHeader = idHeader;
        this.sent = begun.settled();
        this.settled = begun.settled();
    }

    String id() {
        return begun.id();
    }

    Path path() {
        return path;
    }

    /** What it was when it was begun. */
    FileStat stat() {
        return begun.stat();
    }

    boolean isOpen() {
        return content != null;
    }

    /**
     * Opens it where it was left.
     *
     * @throws FileAccessException if the system does not let us
     * @throws IOException         if it is not what it should be
     */
    void open(EventDeserializerFactory factory, boolean unpack, int maxUnpackRatio) throws IOException {
        Packing packing = unpack && factory.readsUnpacked() ? Packing.of(path.getFileName().toString()) : Packing.NONE;
        content = new SpoolContent(path, packing, maxUnpackRatio);
        ahead = false;
        failure = null;
        try {
            deserializer = factory.open(content, sent.position());
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
        eventHeaders = headers.with(deserializer.headers());
    }

    void close() {
        SpoolContent open = content;
        EventDeserializer used = deserializer;
        content = null;
        deserializer = null;
        try (open; used) {
            ahead = false;
        } catch (IOException e) {
            LOG.debug("{} was not closed properly", path, e);
        }
    }

    /**
     * The next batch; without events at the end of the file.
     *
     * @throws FileAccessException if the system cannot read it now; what was read since the last batch is read again
     * @throws IOException         if what is in it makes no event; what came before was given out as a batch
     */
    EventBatch read() throws IOException {
        if (failure != null) {
            throw failure;
        }
        EventBatch.Builder batch = new EventBatch.Builder(Math.min(begun.batchSize(), 1024));
        long now = System.currentTimeMillis();
        Position position = sent.position();
        while (batch.size() < begun.batchSize() && advance(batch)) {
            if (!batch.isEmpty() && batch.bytes() + deserializer.length() > begun.batchBytes()) {
                ahead = true;
                break;
            }
            batch.add(Event.slice(headersOf(batch.size()), deserializer.array(), deserializer.from(), deserializer.length(),
                    batch.size(), now));
            position = deserializer.position();
        }
        if (batch.isEmpty() && sent.equals(Progress.NONE)) {
            batch.add(Event.slice(headersOf(0), new byte[0], 0, 0, 0, now));
        }
        sent = new Progress(position, sent.events() + batch.size());
        return batch.build();
    }

    private boolean advance(EventBatch.Builder batch) throws IOException {
        if (ahead) {
            ahead = false;
            return true;
        }
        try {
            return deserializer.next();
        } catch (FileAccessException e) {
            throw e;
        } catch (IOException e) {
            if (batch.isEmpty()) {
                throw e;
            }
            failure = e;
            return false;
        }
    }

    private Headers headersOf(int ordinal) {
        return idHeader == null ? eventHeaders : eventHeaders.with(idHeader, id() + "-" + (sent.events() + ordinal));
    }

    /** How far it is read. */
    Progress sent() {
        return sent;
    }

    /** It is not to be read before this time of {@link System#nanoTime()}. */
    void restUntil(long nanoTime) {
        retryAt = nanoTime;
    }

    boolean isResting(long nanoTime) {
        return nanoTime - retryAt < 0;
    }

    /** It was read to its end. */
    synchronized void end() {
        ended = true;
    }

    /** It is not read any more, for this reason. */
    synchronized void fail(String reason) {
        ended = true;
        fault = reason;
    }

    /** Why it is to be quarantined, or null. */
    synchronized String fault() {
        return fault;
    }

    synchronized void settled(Progress progress) {
        settled = progress;
    }

    /** Whether nothing more is read of it and all that was sent is settled. */
    synchronized boolean isDone() {
        return ended && settled.events() == sent.events();
    }

    /** What the tracker is to know of it now. */
    synchronized TrackedFile tracked() {
        return begun.with(settled);
    }

    /** Whether it is to be looked after from now on, and was not already. */
    synchronized boolean queue() {
        boolean first = !queued;
        queued = true;
        return first;
    }

    synchronized void unqueue() {
        queued = false;
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
