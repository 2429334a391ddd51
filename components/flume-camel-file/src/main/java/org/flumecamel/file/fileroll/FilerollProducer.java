/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.fileroll;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.flumecamel.core.EventBatch;
import org.flumecamel.core.SinkDelivery;
import org.flumecamel.core.SinkProducer;
import org.flumecamel.core.path.OpenFiles;
import org.flumecamel.core.serializer.EventSerializer;
import org.flumecamel.core.serializer.EventSerializers;
import org.flumecamel.core.serializer.SerializedEnding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Appends batches to the current file, and closes it when its time is over. */
public class FilerollProducer extends SinkProducer {

    private static final Logger LOG = LoggerFactory.getLogger(FilerollProducer.class);

    private final FilerollEndpoint options;
    private final Path directory;
    private EventSerializers serializers;
    private FileNames names;
    private OpenFiles openFiles;
    private ScheduledExecutorService timer;
    private RolledFile current;

    public FilerollProducer(FilerollEndpoint endpoint) {
        super(endpoint);
        this.options = endpoint;
        this.directory = Path.of(endpoint.getDirectory());
    }

    @Override
    protected void doStart() throws Exception {
        serializers = EventSerializers.of(options.getCamelContext(), options.getSerializer(), options.getSerializerOptions());
        names = new FileNames(options.getPathManager(), options.getPathManagerOptions(), Clock.systemDefaultZone());
        try {
            openFiles = OpenFiles.claim(directory, "flume-fileroll-" + options.getName());
        } catch (IOException e) {
            throw new IllegalArgumentException("Sink " + options.getName() + ": the directory " + directory
                                               + " cannot be made or written to: " + e, e);
        }
        openFiles.abandoned().forEach(this::repair);
        if (options.getRollInterval() > 0) {
            timer = options.getCamelContext().getExecutorServiceManager()
                .newSingleThreadScheduledExecutor(this, "flume-fileroll-" + options.getName());
        }
        super.doStart();
    }

    /** Removes what a crashed process wrote of an event without finishing it. */
    private void repair(OpenFiles.Entry entry) {
        Path file = directory.resolve(entry.target());
        try {
            SerializedEnding ending = SerializedEnding.named(entry.ending());
            if (ending != SerializedEnding.UNKNOWN && Files.isRegularFile(file)) {
                long cut = ending.cut(file);
                LOG.info("Sink {}: {} was being written when a process ended; {} bytes of an unfinished event are cut off",
                    options.getName(), file, cut);
                if (Files.size(file) == 0) {
                    Files.delete(file);
                }
            }
            openFiles.finished(entry);
        } catch (IOException e) {
            LOG.warn("Sink {}: {} was being written when a process ended; it may end with an unfinished event, which cannot be"
                     + " cut off now and is tried again at the next start: {}", options.getName(), file, e.toString());
        }
    }

    @Override
    protected synchronized void deliver(SinkDelivery delivery) throws Exception {
        serializers.rejectUnfit(delivery);
        EventBatch rest = delivery.pendingEvents();
        while (!rest.isEmpty()) {
            if (current != null && current.fitting(rest) == 0) {
                closeCurrent();
            }
            if (current == null) {
                current = open();
            }
            int fitting = current.fitting(rest);
            write(rest.subBatch(0, fitting));
            delivery.deliveredFirst(fitting);
            rest = rest.subBatch(fitting, rest.size());
        }
    }

    private void write(EventBatch events) throws IOException {
        try {
            current.write(events);
        } catch (IOException | RuntimeException e) {
            Path path = current.path();
            abandonCurrent();
            throw new IOException("Sink " + options.getName() + ": a batch of " + events.size() + " events cannot be written"
                                  + " to " + path + "; all of it is sent again, into a new file: " + e, e);
        }
    }

    private RolledFile open() throws IOException {
        while (true) {
            String name = names.next();
            Path path = directory.resolve(name);
            if (Files.exists(path)) {
                continue;
            }
            try {
                return open(name, path);
            } catch (FileAlreadyExistsException e) {
                LOG.debug("{} has appeared meanwhile; the next number is tried", path);
            } catch (IOException e) {
                counter().connectionFailed(1);
                throw new IOException("Sink " + options.getName() + ": the file " + path + " cannot be made, nothing is"
                                      + " written: " + e, e);
            }
        }
    }

    private RolledFile open(String name, Path path) throws IOException {
        EventSerializer serializer = serializers.get();
        OpenFiles.Entry record = openFiles.opening(name, name, serializer.ending());
        RolledFile file = null;
        try {
            file = new RolledFile(path, record, serializer, options.isSync());
        } finally {
            if (file == null) {
                openFiles.finished(record);
            }
        }
        counter().connectionCreated(1);
        scheduleRoll(file);
        return file;
    }

    private void scheduleRoll(RolledFile file) {
        if (timer != null) {
            timer.schedule(() -> roll(file), options.getRollInterval(), TimeUnit.SECONDS);
        }
    }

    private synchronized void roll(RolledFile file) {
        if (file == current) {
            closeCurrent();
        }
    }

    private void closeCurrent() {
        RolledFile file = current;
        current = null;
        try {
            file.finish();
            openFiles.finished(file.record());
            counter().connectionClosed(1);
        } catch (IOException | RuntimeException e) {
            // its events were acknowledged when they were flushed; only the end of the file may be missing
            counter().connectionFailed(1);
            LOG.warn("Sink {}: {} cannot be closed properly; all acknowledged events are in it: {}", options.getName(),
                file.path(), e.toString());
        }
    }

    private void abandonCurrent() {
        RolledFile file = current;
        current = null;
        counter().connectionFailed(1);
        try {
            file.abandon();
            openFiles.finished(file.record());
        } catch (IOException e) {
            LOG.warn("Sink {}: {} may end with an unfinished event, which is cut off at the next start: {}", options.getName(),
                file.path(), e.toString());
        }
    }

    @Override
    protected void doStop() throws Exception {
        if (timer != null) {
            options.getCamelContext().getExecutorServiceManager().shutdownNow(timer);
            timer = null;
        }
        synchronized (this) {
            if (current != null) {
                closeCurrent();
            }
        }
        if (openFiles != null) {
            openFiles.close();
            openFiles = null;
        }
        super.doStop();
    }
}
