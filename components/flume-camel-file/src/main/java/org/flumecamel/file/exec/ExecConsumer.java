/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.exec;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import org.apache.camel.Processor;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.Headers;
import org.flumecamel.core.PollingSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the command, again if it is told to, and sends what it prints. At a stop the command is ended first, and what it has
 * printed until then is sent as far as the route takes it.
 */
public class ExecConsumer extends PollingSource<Long> {

    /** Header with the number of a piece of a split line, from 0. */
    static final String SPLIT = "flume.split";

    private static final Logger LOG = LoggerFactory.getLogger(ExecConsumer.class);

    private static final long MILLI = 1_000_000;
    /** How long a look for output takes at most, in nanoseconds. */
    private static final long LOOK = 100 * MILLI;
    /** How long a stop waits for what was printed to be sent, in milliseconds. */
    private static final long DRAIN = 3000;

    private final ExecEndpoint endpoint;
    private EventBatch.Builder batch;
    private PrintedLines lines;
    private long began;
    private long startAt;
    private long sent;
    private volatile RunningCommand command;
    private volatile boolean over;
    private volatile boolean stopping;
    private volatile int collected;
    private boolean dropping;
    private long lost;

    ExecConsumer(ExecEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        batch = new EventBatch.Builder(Math.min(endpoint.getBatchSize(), 1024));
        lines = new PrintedLines(endpoint.lineEnd(), endpoint.getMaxEventBytes(), this::line);
        over = false;
        stopping = false;
        dropping = false;
        lost = 0;
        startAt = System.nanoTime();
        super.doStart();
    }

    /** How many events wait for their batch to be full or old enough. */
    int collected() {
        return collected;
    }

    @Override
    protected boolean poll() throws InterruptedException {
        if (command == null) {
            if (over || stopping || System.nanoTime() - startAt < 0) {
                return false;
            }
            runCommand();
            return true;
        }
        byte[] printed = command.next(batch.isEmpty() ? LOOK : Math.min(LOOK, Math.max(1, timeLeft())));
        if (printed == null) {
            if (!batch.isEmpty() && timeLeft() <= 0) {
                sendBatch();
            }
            return true;
        }
        if (RunningCommand.isEnd(printed)) {
            lines.end();
            sendBatch();
            ended();
        } else {
            lines.add(printed);
            if (!batch.isEmpty() && timeLeft() <= 0) {
                sendBatch();
            }
        }
        return true;
    }

    private void runCommand() {
        try {
            command = new RunningCommand(endpoint.getName(), endpoint.words(),
                    endpoint.isLogStdErr() ? endpoint.lineEnd() : null);
        } catch (IOException e) {
            counter().genericProcessingFail(1);
            LOG.error("Source {}: the command cannot be run: {}", endpoint.getName(), e.toString());
            again();
        }
    }

    private long timeLeft() {
        return endpoint.getBatchTimeout() * MILLI - (System.nanoTime() - began);
    }

    private void line(byte[] array, int from, int length, int piece) throws InterruptedException {
        if (dropping) {
            lost++;
            return;
        }
        if (!batch.isEmpty() && batch.bytes() + length > endpoint.getBatchBytes()) {
            sendBatch();
        }
        if (batch.isEmpty()) {
            began = System.nanoTime();
        }
        Headers headers = piece < 0 ? Headers.EMPTY : Headers.of(SPLIT, Integer.toString(piece));
        batch.add(Event.slice(headers, array, from, length, batch.size(), System.currentTimeMillis()));
        collected = batch.size();
        if (batch.size() == endpoint.getBatchSize()) {
            sendBatch();
        }
    }

    private void sendBatch() throws InterruptedException {
        if (!batch.isEmpty()) {
            EventBatch full = batch.build();
            if (!send(full, ++sent)) {
                lost += full.size();
            }
        }
    }

    private void ended() throws InterruptedException {
        RunningCommand running = command;
        while (!running.hasEnded() && pause(LOOK / MILLI)) {
            LOG.trace("The command has closed its output and goes on");
        }
        if (!stopping && running.hasEnded()) {
            int code = running.exitCode();
            String next = endpoint.isRestart() ? "it is run again in " + endpoint.getRestartThrottle() + " ms"
                    : "it is not run again until its route is started again";
            if (code == 0) {
                LOG.info("Source {}: the command has ended; {}", endpoint.getName(), next);
            } else {
                LOG.warn("Source {}: the command has ended with exit code {}; {}", endpoint.getName(), code, next);
            }
        }
        again();
        command = null;
    }

    private void again() {
        over = !endpoint.isRestart();
        startAt = System.nanoTime() + endpoint.getRestartThrottle() * MILLI;
    }

    @Override
    protected void settled(Long position) {
        // nothing can be read again
    }

    @Override
    protected void idle(long millis) throws InterruptedException {
        pause(LOOK / MILLI);
    }

    @Override
    protected void closed() {
        lost += batch.size();
    }

    @Override
    protected void doStop() throws Exception {
        stopping = true;
        RunningCommand running = command;
        if (running != null) {
            running.end();
            long deadline = System.nanoTime() + DRAIN * MILLI;
            while (command != null && System.nanoTime() - deadline < 0) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }
        super.doStop();
        if (command != null) {
            // it was started at the very moment of the stop, or its route takes nothing
            command.end();
            dropRest(command);
            command = null;
        }
        if (lost > 0) {
            counter().genericProcessingFail(lost);
            LOG.warn("Source {}: {} events that the command has printed are lost: the route did not take them before the stop",
                    endpoint.getName(), lost);
        }
    }

    /** Counts what was printed and not sent. */
    private void dropRest(RunningCommand running) throws InterruptedException {
        dropping = true;
        for (byte[] printed = running.next(0); printed != null && !RunningCommand.isEnd(printed); printed = running.next(0)) {
            lines.add(printed);
        }
        lines.end();
    }
}
