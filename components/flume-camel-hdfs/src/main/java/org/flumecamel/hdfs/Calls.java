/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs the calls of a sink to its file system. Those to a cluster get threads of their own, so that one that hangs holds up
 * nothing but itself: it is interrupted and given up when it has not got on for the time limit (Flume SNK-HDFS-O17, O29).
 * Those to a local file system run where they are made. Thread-safe.
 */
final class Calls {

    private final ExecutorService threads;
    private final ClusterLogin login;
    private final int most;
    private final long limitNanos;
    private final Set<Call> running = ConcurrentHashMap.newKeySet();
    private final Queue<Call> waiting = new ArrayDeque<>();
    private int inBackground;

    private Calls(ExecutorService threads, ClusterLogin login, int most, long limitNanos) {
        this.threads = threads;
        this.login = login;
        this.most = most;
        this.limitNanos = limitNanos;
    }

    /** Calls that run where they are made and have no time limit. */
    static Calls direct() {
        return new Calls(null, null, 1, 0);
    }

    /**
     * Calls in other threads.
     *
     * @param threads as many as are wanted: one that hangs is not used again
     * @param login   as whom they run
     * @param most    how many calls run at the same time for a caller that waits, and how many in the background
     */
    static Calls in(ExecutorService threads, ClusterLogin login, int most, long limitMillis) {
        return new Calls(threads, login, most, TimeUnit.MILLISECONDS.toNanos(limitMillis));
    }

    /** One call, or several that together do one thing. */
    abstract static class Call {

        private volatile long gotOnAt;
        private Thread thread;
        private boolean over;
        private Consumer<Call> listener;

        /** Does it, and keeps to itself what comes of it. */
        abstract void run();

        /** Is told, in another thread, that nobody waits for it any more, while it may still run. Must be quick. */
        void givenUp() {
        }

        /** Is told, in its own thread, that it has returned after it was given up. */
        void returnedLate() {
        }

        /** To be called when it gets on, so that only a single call to the file system counts as hanging. */
        final void gotOn() {
            gotOnAt = System.nanoTime();
        }

        private synchronized boolean end() {
            boolean first = !over;
            over = true;
            return first;
        }

        private void giveUp() {
            synchronized (this) {
                if (!end()) {
                    return;
                }
                givenUp();
                if (thread != null) {
                    thread.interrupt();
                }
            }
            listener.accept(this);
        }

        private void runIn(Thread current) {
            synchronized (this) {
                thread = current;
                gotOn();
                if (over) {
                    return;
                }
            }
            try {
                run();
            } finally {
                boolean first;
                synchronized (this) {
                    thread = null;
                    first = end();
                }
                if (first) {
                    listener.accept(this);
                } else {
                    // the interrupt was for the call, not for what the thread does next
                    Thread.interrupted();
                    returnedLate();
                }
            }
        }
    }

    private void start(Call call, Consumer<Call> listener) {
        call.listener = listener;
        call.gotOn();
        running.add(call);
        try {
            threads.execute(() -> runAsUser(call));
        } catch (RejectedExecutionException e) {
            // the sink has stopped; the next start finds what is left
            running.remove(call);
            call.giveUp();
        }
    }

    private void runAsUser(Call call) {
        try {
            login.call(() -> {
                call.runIn(Thread.currentThread());
                return null;
            });
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("a call keeps its failures to itself", e);
        } finally {
            running.remove(call);
        }
    }

    /** Runs calls, several at a time, and waits until each is done or given up. */
    void all(List<? extends Call> calls) throws InterruptedException {
        all(calls, Long.MAX_VALUE);
    }

    /** The same, but whatever is not done after so many seconds is given up. */
    void all(List<? extends Call> calls, long seconds) throws InterruptedException {
        if (threads == null) {
            calls.forEach(Call::run);
            return;
        }
        long endAt = seconds == Long.MAX_VALUE ? Long.MAX_VALUE : System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        BlockingQueue<Call> ended = new LinkedBlockingQueue<>();
        int started = 0;
        try {
            for (int ends = 0; ends < calls.size(); ends++) {
                while (started < calls.size() && started - ends < most) {
                    start(calls.get(started++), ended::add);
                }
                if (endAt == Long.MAX_VALUE) {
                    ended.take();
                } else if (ended.poll(Math.max(0, endAt - System.nanoTime()), TimeUnit.NANOSECONDS) == null) {
                    calls.subList(0, started).forEach(Call::giveUp);
                    return;
                }
            }
        } catch (InterruptedException e) {
            calls.subList(0, started).forEach(Call::giveUp);
            throw e;
        }
    }

    /** Runs a call in the background, when others there leave room. */
    void later(Call call) {
        if (threads == null) {
            call.run();
            return;
        }
        synchronized (this) {
            waiting.add(call);
        }
        startWaiting();
    }

    private synchronized void startWaiting() {
        while (inBackground < most && !waiting.isEmpty()) {
            inBackground++;
            start(waiting.poll(), this::endedInBackground);
        }
    }

    private void endedInBackground(Call call) {
        synchronized (this) {
            inBackground--;
            notifyAll();
        }
        startWaiting();
    }

    /** Waits until nothing runs in the background, but no longer than so many seconds. */
    synchronized void awaitBackground(long seconds) throws InterruptedException {
        long endAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (long left = endAt - System.nanoTime(); left > 0 && (inBackground > 0 || !waiting.isEmpty());
             left = endAt - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** How many calls wait for room in the background. */
    synchronized int backlog() {
        return waiting.size();
    }

    /** Gives up what hangs; to be called every second or so, by a thread that calls no file system. */
    void watch() {
        if (threads != null) {
            long now = System.nanoTime();
            new ArrayList<>(running).stream().filter(call -> now - call.gotOnAt >= limitNanos).forEach(Call::giveUp);
        }
    }
}
