/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.flumecamel.file.journal.ChecksummedLine;
import org.flumecamel.file.journal.JournalFile;
import org.flumecamel.file.journal.JournalHead;
import org.flumecamel.file.journal.SourceLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which files are begun and how far each is settled, in the tracker directory. It says nothing of files that are completed
 * or not begun, so it stays small however many there are.
 * <p>
 * A line is written before the first put of a file into a durable channel, and each time more of it is settled. Each goes to
 * the system in one write and is not synced: a killed process loses none. A power failure may take the last lines away; then
 * the file is read again under another id, and what was put comes twice. No id is used twice, because ids are random.
 * Thread-safe.
 */
final class SpoolTracker {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolTracker.class);

    private static final String NAME = "flumecamel-spool.tracker";
    private static final String KIND = "flume-camel-spool/1";
    private static final String END = "end";

    private final Path path;
    private final SourceLock lock;
    private final JournalFile file;
    private final Map<String, TrackedFile> live = new LinkedHashMap<>();
    private String id = JournalHead.newId();
    private boolean closed;

    SpoolTracker(Path directory) {
        this.path = directory.resolve(NAME);
        this.lock = new SourceLock(directory.resolve(NAME + ".lock"));
        this.file = new JournalFile(path);
    }

    /** @throws IllegalStateException if another source has it */
    void lock() throws IOException {
        boolean locked;
        try {
            locked = lock.lock();
        } catch (IOException e) {
            throw new IOException("trackerDir " + path.getParent() + " cannot be used: " + e, e);
        }
        if (!locked) {
            throw new IllegalStateException("trackerDir " + path.getParent() + " belongs to another source that is running, in"
                                            + " this process or another one: give each flume-spooldir a trackerDir of its own");
        }
    }

    /** Reads what an earlier run has left. Whatever is wrong with it, the source starts; at worst something comes twice. */
    synchronized void load() throws IOException {
        String text;
        try {
            text = Files.readString(path, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            LOG.debug("There is no {} yet", path);
            return;
        }
        int damaged = 0;
        boolean here = false;
        for (String line : text.split("\n")) {
            String content = ChecksummedLine.content(line);
            try {
                here |= content != null && read(content.split(" "));
                damaged += content == null ? 1 : 0;
            } catch (RuntimeException e) {
                damaged++;
            }
        }
        if (damaged > 0) {
            LOG.warn("{}: {} lines are torn or damaged and left out; nothing is lost, at worst something comes twice", path,
                    damaged);
        }
        if (!here) {
            LOG.warn("{} was made elsewhere, or its beginning is damaged: files go on where it says, under new ids. What was on"
                     + " its way may come twice", path);
            Map<String, TrackedFile> copy = new LinkedHashMap<>();
            live.values().forEach(tracked -> {
                String other = JournalHead.newId();
                copy.put(other, tracked.withId(other));
            });
            live.clear();
            live.putAll(copy);
        }
    }

    /** Returns whether it is the head, and right for this place. */
    private boolean read(String[] fields) throws IOException {
        if (TrackedFile.isFile(fields)) {
            TrackedFile tracked = TrackedFile.parse(fields);
            live.put(tracked.id(), tracked);
        } else if (TrackedFile.isAt(fields)) {
            live.computeIfPresent(fields[1], (key, tracked) -> tracked.at(fields));
        } else if (fields[0].equals(END)) {
            live.remove(fields[1]);
        } else {
            JournalHead head = JournalHead.parse(KIND, fields);
            if (head.equals(JournalHead.here(KIND, head.id(), path, path))) {
                id = head.id();
                return true;
            }
        }
        return false;
    }

    /** The files that are begun. */
    synchronized List<TrackedFile> files() {
        return List.copyOf(live.values());
    }

    synchronized boolean isNoted(String fileId) {
        return live.containsKey(fileId);
    }

    /** Notes that a file is begun, that more of it is settled, or that all of it is. */
    synchronized void note(TrackedFile tracked) throws IOException {
        TrackedFile known = live.put(tracked.id(), tracked);
        if (known != null && known.settled().equals(tracked.settled()) && known.done() == tracked.done()) {
            return;
        }
        try {
            write(known == null ? tracked.toString() : tracked.at());
        } catch (IOException e) {
            live.remove(tracked.id());
            if (known != null) {
                live.put(known.id(), known);
            }
            throw e;
        }
    }

    /** Notes files that were begun by Flume, on the disk when it returns. */
    synchronized void takeOver(Collection<TrackedFile> files) throws IOException {
        files.forEach(tracked -> live.put(tracked.id(), tracked));
        rewrite();
    }

    /** A file is completed. */
    synchronized void end(String fileId) throws IOException {
        if (live.remove(fileId) != null) {
            write(END + " " + fileId);
        }
    }

    private void write(String content) throws IOException {
        if (closed) {
            throw new IOException(path + " is not written any more: the source was started again since");
        }
        try {
            if (!file.isOpen() || file.isLarge()) {
                rewrite();
            } else {
                file.append(ChecksummedLine.of(content));
            }
        } catch (IOException e) {
            throw new IOException(path + " cannot be written: " + e.getMessage(), e);
        }
    }

    private void rewrite() throws IOException {
        file.replace(draft -> {
            StringBuilder text = new StringBuilder(256 + live.size() * 200);
            ChecksummedLine.add(text, JournalHead.here(KIND, id, draft, path).toString());
            live.values().forEach(tracked -> ChecksummedLine.add(text, tracked.toString()));
            return text.toString();
        });
    }

    /** Gives everything back. */
    synchronized void release() {
        closed = true;
        try {
            file.close();
        } catch (IOException e) {
            LOG.debug("{} was not closed properly", path, e);
        }
        lock.unlock();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
