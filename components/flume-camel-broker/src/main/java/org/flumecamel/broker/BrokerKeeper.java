/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a broker running: when a write fails, Artemis goes down to be safe, and this brings it up again once the disk takes
 * writes.
 */
final class BrokerKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerKeeper.class);
    private static final long PAUSE_MILLIS = 1000;
    /** What a start needs at least, in bytes: two new files of the journal. */
    private static final int ROOM = 2 * BrokerSettings.JOURNAL_FILE;

    private final Path directory;
    private final Function<Consumer<Throwable>, RunningBroker> maker;
    private volatile RunningBroker broker;
    private Thread starter;
    private boolean stopped;
    private volatile String problem;

    /**
     * @param directory the data directory
     * @param maker     makes a broker that has not been started, and tells the consumer when it breaks down
     */
    BrokerKeeper(Path directory, Function<Consumer<Throwable>, RunningBroker> maker) {
        this.directory = directory;
        this.maker = maker;
    }

    /** Why there is no broker, or null. */
    String problem() {
        return problem;
    }

    /** Its queues. @throws IOException if it does not run */
    DirectQueues queues() throws IOException {
        RunningBroker running = broker;
        String down = problem;
        if (running == null || down != null) {
            throw new IOException(down == null ? "the embedded broker is stopped" : down);
        }
        return running.queues();
    }

    synchronized void start() throws Exception {
        RunningBroker made = maker.apply(this::brokenDown);
        made.start();
        broker = made;
    }

    private void brokenDown(Throwable cause) {
        problem = "the embedded broker is down, because a write to " + directory + " has failed: " + cause.getMessage();
        LOG.error("The embedded broker goes down, because a write to {} has failed: {}. What it has acknowledged is on disk;"
                  + " puts fail, and it starts again by itself when the disk takes writes", directory, cause.getMessage());
        // the caller is a thread of the broker, which goes down after this
        Thread thread = new Thread(this::bringUp, "flume-broker-starter");
        thread.setDaemon(true);
        synchronized (this) {
            starter = thread;
        }
        thread.start();
    }

    private void bringUp() {
        try {
            for (int attempt = 0;; attempt++) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                if (tryToStart(attempt)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("The broker is stopped before it was up again");
        }
    }

    private synchronized boolean tryToStart(int attempt) {
        if (stopped) {
            return true;
        }
        if (!broker.isDown()) {
            return false;
        }
        try {
            tryTheDisk();
            start();
            problem = null;
            LOG.info("The embedded broker runs again");
            return true;
        } catch (Exception e) {
            problem = "the embedded broker is down: " + e.getMessage();
            if (attempt % 60 == 0) {
                LOG.warn("The embedded broker cannot start yet: {}", e.getMessage());
            }
            return false;
        }
    }

    /** Writes what a start will write, and takes it away again. */
    private void tryTheDisk() throws IOException {
        Path probe = directory.resolve("probe.tmp");
        try (FileChannel channel = FileChannel.open(probe, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer block = ByteBuffer.allocate(1 << 16);
            for (int written = 0; written < ROOM;) {
                block.clear();
                written += channel.write(block);
            }
            channel.force(true);
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    void stop() throws Exception {
        Thread waiting;
        RunningBroker last;
        synchronized (this) {
            stopped = true;
            waiting = starter;
            last = broker;
            broker = null;
        }
        if (waiting != null) {
            waiting.interrupt();
            waiting.join(TimeUnit.SECONDS.toMillis(10));
        }
        if (last != null) {
            last.stop();
        }
    }
}
