/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import jakarta.jms.JMSException;

/**
 * Commits the puts of several threads together: while one thread commits, the puts of others gather, and one of them then
 * commits all that wait in one transaction, with one sync of the broker's disk. Each call returns only after its own commit.
 * Thread-safe.
 */
final class GroupCommit {

    /** Puts one transaction has at most. */
    private static final int MAX_PUTS = 256;
    /** Bytes after which a transaction takes no more puts. */
    private static final long MAX_BYTES = 4L << 20;

    /** How long a transaction waits for as many puts as there were at the end of the last one; about as long as a sync. */
    private static final long LINGER_NANOS = 150_000;

    /** Commits some puts in one transaction. */
    interface Commit {

        /** @throws Exception if none of them is committed, or nobody can say whether they are */
        void commit(List<Put> puts, long patience) throws Exception;
    }

    private static final class Waiting {

        private final Put put;
        /** That it is done, or may lead. */
        private final Condition turn;
        private boolean taken;
        private boolean done;
        private Exception failure;

        private Waiting(Put put, Condition turn) {
            this.put = put;
            this.turn = turn;
        }
    }

    private final Commit commit;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Waiting> waiting = new ArrayList<>();
    private boolean leading;
    /** How many threads put at the end of the last transaction. */
    private int crowd;

    GroupCommit(Commit commit) {
        this.commit = commit;
    }

    /**
     * Puts, together with what other threads put at the same time.
     *
     * @param  patience             how long the broker may hold it up, in milliseconds
     * @throws InterruptedException if the thread is interrupted before its put is under way
     * @throws Exception            what has failed the transaction; for each of its puts
     */
    void put(Put put, long patience) throws Exception {
        Waiting mine = new Waiting(put, lock.newCondition());
        lock.lockInterruptibly();
        try {
            waiting.add(mine);
            while (!mine.done) {
                if (leading) {
                    awaitTurn(mine);
                } else {
                    lead(mine, patience);
                }
            }
        } finally {
            lock.unlock();
        }
        if (mine.failure != null) {
            throw mine.failure;
        }
    }

    private void awaitTurn(Waiting mine) throws InterruptedException {
        if (mine.taken) {
            mine.turn.awaitUninterruptibly();
            return;
        }
        try {
            mine.turn.await();
        } catch (InterruptedException e) {
            if (!mine.taken) {
                waiting.remove(mine);
                // it may have been told to lead
                callNext();
                throw e;
            }
            Thread.currentThread().interrupt();
        }
    }

    private void lead(Waiting mine, long patience) {
        leading = true;
        awaitCrowd();
        List<Waiting> group = nextGroup();
        lock.unlock();
        Exception failure = null;
        try {
            commit.commit(group.stream().map(one -> one.put).toList(), patience);
        } catch (Exception e) {
            failure = e;
        } catch (Error e) {
            failure = new IllegalStateException("The commit failed: " + e, e);
        } finally {
            lock.lock();
            leading = false;
            crowd = group.size() + waiting.size();
            for (Waiting one : group) {
                one.failure = one == mine ? failure : forOthers(failure);
                one.done = true;
                one.turn.signal();
            }
            callNext();
        }
    }

    private void callNext() {
        if (!leading && !waiting.isEmpty()) {
            waiting.get(0).turn.signal();
        }
    }

    /** Lets those whose puts were just committed come with their next ones, if they come at once. */
    private void awaitCrowd() {
        long end = System.nanoTime() + LINGER_NANOS;
        while (waiting.size() < crowd && System.nanoTime() < end) {
            lock.unlock();
            Thread.yield();
            lock.lock();
        }
    }

    private List<Waiting> nextGroup() {
        List<Waiting> group = new ArrayList<>();
        long bytes = 0;
        for (Waiting one : waiting) {
            if (group.size() == MAX_PUTS || bytes >= MAX_BYTES) {
                break;
            }
            one.taken = true;
            group.add(one);
            bytes += one.put.body().length();
        }
        waiting.subList(0, group.size()).clear();
        return group;
    }

    /** What another thread's commit failed with; an exception of its own for each, and no interrupt. */
    private static Exception forOthers(Exception failure) {
        if (failure == null) {
            return null;
        }
        if (failure instanceof HeldUpException) {
            return new HeldUpException(failure);
        }
        if (BrokerAnswer.of(failure) == BrokerAnswer.INTERRUPTED) {
            return new JMSException("The thread that was to commit it together with others was interrupted");
        }
        JMSException own = new JMSException(failure.getMessage());
        own.initCause(failure);
        return own;
    }
}
