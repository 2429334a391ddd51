/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.camel.Processor;
import org.flumecamel.core.BatchOrigin;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.Headers;
import org.flumecamel.core.PollingSource;
import org.flumecamel.file.journal.BodySum;
import org.flumecamel.file.journal.FileStat;
import org.flumecamel.file.journal.JournalHead;
import org.flumecamel.file.journal.PutOrigin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one file after the other and goes on to the next while batches of earlier ones are on their way. A second thread
 * notes what is settled and completes files.
 */
public class SpooldirConsumer extends PollingSource<SpooldirConsumer.Mark> {

    private static final Logger LOG = LoggerFactory.getLogger(SpooldirConsumer.class);

    /** How long news are collected before they are noted, in milliseconds. */
    private static final long COLLECT = 10;
    /** After how long something that failed is tried again, in milliseconds. */
    private static final long RETRY = 1000;

    private final SpooldirEndpoint endpoint;
    private final AtomicBoolean awake = new AtomicBoolean();
    private final Deque<SpooledFile> resting = new ArrayDeque<>();
    private EventDeserializerFactory factory;
    private SpoolTracker tracker;
    private Disposal disposal;
    private volatile BegunFiles begun;
    private volatile ScheduledExecutorService keeper;
    private SpoolDirectory directory;
    private EarlierFiles earlier;
    private SpooledFile current;
    private volatile boolean running;

    /** How far a file is sent. */
    record Mark(SpooledFile file, Progress progress) {
    }

    SpooldirConsumer(SpooldirEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        endpoint.handOverTo(this);
        release();
        Path spoolDir = endpoint.spoolPath();
        requireUsable(spoolDir);
        SpoolTracker opened = new SpoolTracker(endpoint.trackerPath());
        opened.lock();
        try {
            opened.load();
            takeOver(opened, spoolDir);
            prepare(opened, spoolDir);
        } catch (Exception e) {
            opened.release();
            throw e;
        }
        running = true;
        super.doStart();
    }

    private void requireUsable(Path spoolDir) throws IOException {
        if (!Files.isDirectory(spoolDir)) {
            throw new IllegalArgumentException("spoolDir " + spoolDir + " is not a directory that exists");
        }
        boolean changing = endpoint.getTrackingPolicy() == TrackingPolicy.RENAME
                           || endpoint.getDeletePolicy() == DeletePolicy.IMMEDIATE;
        if (changing) {
            try {
                Files.delete(Files.createTempFile(spoolDir, ".flume-spooldir", ".tmp"));
            } catch (FileSystemException e) {
                throw new IOException("spoolDir " + spoolDir + " cannot be written, so that files could not be completed: " + e
                                      + ". Give this user the right to, or set trackingPolicy=TRACKER_DIR and a trackerDir"
                                      + " elsewhere", e);
            }
        }
    }

    private void takeOver(SpoolTracker opened, Path spoolDir) throws IOException {
        FlumeTracker flume = new FlumeTracker(endpoint.trackerPath());
        var files = flume.read(spoolDir, endpoint.getBatchSize(), endpoint.getBatchBytes());
        if (!files.isEmpty()) {
            opened.takeOver(files);
        }
        flume.setAside();
    }

    private void prepare(SpoolTracker opened, Path spoolDir) throws IOException {
        FileMarks marks = null;
        if (endpoint.getTrackingPolicy() == TrackingPolicy.TRACKER_DIR && endpoint.getDeletePolicy() == DeletePolicy.NEVER) {
            marks = new FileMarks(spoolDir, endpoint.trackerPath(), endpoint.getFileSuffix(), endpoint.getQuarantineSuffix());
            marks.load();
        }
        factory = endpoint.deserializers();
        tracker = opened;
        disposal = new Disposal(endpoint, spoolDir, marks);
        BegunFiles files = new BegunFiles(endpoint.getName(), opened, disposal, () -> wake(COLLECT),
                () -> counter().eventReadFail(1));
        begun = files;
        earlier = new EarlierFiles(opened);
        Set<Path> excluded = new HashSet<>(Set.of(endpoint.trackerPath()));
        if (endpoint.quarantinePath() != null) {
            excluded.add(endpoint.quarantinePath());
        }
        FileMarks done = marks;
        directory = new SpoolDirectory(endpoint, spoolDir, excluded, path -> files.has(path) || done != null && done.has(path));
        resting.clear();
        current = null;
        keeper = endpoint.getCamelContext().getExecutorServiceManager().newSingleThreadScheduledExecutor(this,
                "completed files of " + endpoint.getName());
    }

    /** The files of the source, for tests. */
    SpoolDirectory directory() {
        return directory;
    }

    @Override
    protected boolean poll() throws InterruptedException {
        if (current == null) {
            current = nextFile();
        }
        SpooledFile file = current;
        if (file == null) {
            return false;
        }
        EventBatch batch = read(file);
        if (batch == null) {
            return true;
        }
        Progress progress = file.sent();
        if (endpoint.getIdHeader() != null && !note(file)) {
            return false;
        }
        return send(batch, new Mark(file, progress), sent -> origin(file, progress.events() - batch.size(), batch, sent));
    }

    /** The next batch of a file, or null if there is none now, or no more. */
    private EventBatch read(SpooledFile file) {
        try {
            if (!file.isOpen()) {
                file.open(factory, endpoint.isUnpack(), endpoint.getMaxUnpackRatio());
            }
            EventBatch batch = file.read();
            if (!batch.isEmpty()) {
                return batch;
            }
            file.end();
            leave(file);
        } catch (FileAccessException e) {
            cannotRead(file, e);
        } catch (IOException | RuntimeException e) {
            LOG.debug("{} is quarantined", file, e);
            file.fail(e.getMessage() == null ? e.toString() : e.getMessage());
            leave(file);
        }
        return null;
    }

    private void leave(SpooledFile file) {
        file.close();
        current = null;
        begun.look(file);
    }

    private void cannotRead(SpooledFile file, FileAccessException e) {
        counter().eventReadFail(1);
        if (FileStat.of(file.path()) == null) {
            file.end();
            leave(file);
        } else if (!Files.isReadable(file.path())) {
            file.fail("this user may not read it: " + e.getMessage());
            leave(file);
        } else {
            LOG.warn("Source {}: {} cannot be read now and is tried again; the other files go on: {}", endpoint.getName(), file,
                    e.getMessage());
            file.close();
            current = null;
            file.restUntil(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(endpoint.getMaxBackoff()));
            resting.add(file);
        }
    }

    private SpooledFile nextFile() {
        if (!resting.isEmpty() && !resting.peek().isResting(System.nanoTime())) {
            return resting.remove();
        }
        while (!isStopRequested()) {
            SpoolDirectory.Candidate candidate = directory.next();
            if (candidate == null) {
                earlier.forgetRest();
                return null;
            }
            SpooledFile file = begin(candidate.path());
            if (file != null) {
                return file;
            }
        }
        return null;
    }

    /** Begins a file, or goes on with one. Null if there is nothing to be read of it. */
    private SpooledFile begin(Path path) {
        FileStat stat = FileStat.of(path);
        if (stat == null || !stat.regular()) {
            return null;
        }
        TrackedFile known = earlier.take(path, stat);
        TrackedFile other = known == null ? earlier.takeOther(path) : null;
        TrackedFile tracked = known != null ? known.foundAt(path, stat)
                : new TrackedFile(JournalHead.newId(), stat, path.toString(), endpoint.getBatchSize(), endpoint.getBatchBytes(),
                        Progress.NONE, false);
        SpooledFile file = new SpooledFile(tracked, path, headers(path), endpoint.getIdHeader());
        begun.add(file);
        if (other != null) {
            file.fail("it was changed after it was placed: " + other.settled().events() + " events were delivered of what it"
                      + " was before");
            forget(other);
        } else if (known == null && disposal.objection(path) != null) {
            file.fail(disposal.objection(path));
        } else if (tracked.done()) {
            file.end();
        } else {
            return file;
        }
        begun.look(file);
        return null;
    }

    private void forget(TrackedFile other) {
        try {
            tracker.end(other.id());
        } catch (IOException e) {
            LOG.debug("{} stays in the tracker", other.path(), e);
        }
    }

    private Headers headers(Path path) {
        Headers headers = endpoint.isFileHeader() ? Headers.of(endpoint.getFileHeaderKey(), path.toString()) : Headers.EMPTY;
        return endpoint.isBasenameHeader() ? headers.with(endpoint.getBasenameHeaderKey(), path.getFileName().toString())
                : headers;
    }

    /** What event ids say of a file must be known before anybody sees one. */
    private boolean note(SpooledFile file) throws InterruptedException {
        while (!tracker.isNoted(file.id())) {
            try {
                tracker.note(file.tracked());
            } catch (IOException e) {
                LOG.warn("Source {} cannot give event ids, and waits until it can: {}", endpoint.getName(), e.getMessage());
                if (!pause(endpoint.getMaxBackoff())) {
                    return false;
                }
            }
        }
        return true;
    }

    private BatchOrigin origin(SpooledFile file, long firstEvent, EventBatch whole, EventBatch sent) {
        SpoolTracker noting = tracker;
        return PutOrigin.of(new PutOrigin.Source() {
            @Override
            public String id() {
                return file.id() + "-" + firstEvent;
            }

            @Override
            public BodySum note(EventBatch events) throws IOException {
                if (!noting.isNoted(file.id())) {
                    noting.note(file.tracked());
                }
                return BodySum.of(events);
            }
        }, whole, sent);
    }

    @Override
    protected void settled(Mark mark) {
        mark.file().settled(mark.progress());
        begun.look(mark.file());
    }

    private void wake(long millis) {
        ScheduledExecutorService executor = keeper;
        if (executor != null && awake.compareAndSet(false, true)) {
            try {
                executor.schedule(this::keep, millis, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("Acknowledged too late to be noted: it comes again", e);
            }
        }
    }

    private void keep() {
        awake.set(false);
        if (!begun.keep()) {
            wake(RETRY);
        }
    }

    @Override
    protected void idle(long millis) throws InterruptedException {
        pause(endpoint.getPollDelay());
    }

    @Override
    protected void closed() {
        if (current != null) {
            current.close();
        }
        keep();
    }

    @Override
    protected void doStop() throws Exception {
        running = false;
        super.doStop();
    }

    @Override
    protected void doShutdown() throws Exception {
        release();
        super.doShutdown();
    }

    /**
     * Notes for the last time what is settled and gives the tracker back. Acknowledgements that come later are lost: their
     * events come again.
     *
     * @throws IllegalStateException if this source has not been stopped
     */
    void release() {
        if (running) {
            throw new IllegalStateException(endpoint + " is read by two routes; give each flume-spooldir a name and a"
                                            + " trackerDir of its own");
        }
        if (keeper != null) {
            endpoint.getCamelContext().getExecutorServiceManager().shutdownGraceful(keeper);
            keeper = null;
            keep();
            tracker.release();
        }
    }
}
