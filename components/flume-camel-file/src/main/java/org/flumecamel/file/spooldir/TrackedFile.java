/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.flumecamel.file.journal.FileIdentity;
import org.flumecamel.file.journal.FileStat;

/**
 * What the tracker knows of a file that is not completed.
 *
 * @param id         of this file as it is now, whatever its name was used for before
 * @param batchSize  the most events of its batches; it stays as it is until the file is completed
 * @param batchBytes the most bytes of their bodies, which stays as well: the same batches are cut again after a crash
 * @param settled    how far it is settled
 * @param done       whether that is all of it, and it is only to be completed
 */
record TrackedFile(String id, FileStat stat, String path, int batchSize, int batchBytes, Progress settled, boolean done) {

    private static final String FILE = "file";
    private static final String AT = "at";

    /** The line that says it all. */
    @Override
    public String toString() {
        return String.join(" ", FILE, id, Long.toString(stat.identity().device()), Long.toString(stat.identity().inode()),
                Long.toString(stat.size()), Long.toString(stat.lastModified()), Integer.toString(batchSize),
                Integer.toString(batchBytes), progress(), URLEncoder.encode(path, StandardCharsets.UTF_8));
    }

    /** The line that says how far it is settled. */
    String at() {
        return AT + " " + id + " " + progress();
    }

    /** What it is after a line that says how far it is settled. */
    TrackedFile at(String[] fields) {
        TrackedFile moved = with(progress(fields, 2));
        return isDone(fields, 5) ? moved.asDone() : moved;
    }

    private String progress() {
        return settled.position().offset() + " " + settled.position().events() + " " + settled.events()
               + (done ? " done" : " -");
    }

    TrackedFile with(Progress progress) {
        return new TrackedFile(id, stat, path, batchSize, batchBytes, progress, done);
    }

    TrackedFile withId(String other) {
        return new TrackedFile(other, stat, path, batchSize, batchBytes, settled, done);
    }

    TrackedFile asDone() {
        return new TrackedFile(id, stat, path, batchSize, batchBytes, settled, true);
    }

    /** The same file, found again. */
    TrackedFile foundAt(Path where, FileStat now) {
        return new TrackedFile(id, now, where.toString(), batchSize, batchBytes, settled, done);
    }

    /** Whether it is this file, also if it was renamed or its device has got another number. */
    boolean is(FileStat other, String otherPath) {
        return stat.size() == other.size() && stat.lastModified() == other.lastModified()
               && stat.identity().inode() == other.identity().inode()
               && (stat.identity().equals(other.identity()) || path.equals(otherPath));
    }

    /** @throws RuntimeException if these are not the fields of such a line */
    static TrackedFile parse(String[] fields) {
        FileStat stat = new FileStat(new FileIdentity(Long.parseLong(fields[2]), Long.parseLong(fields[3])), true,
                Long.parseLong(fields[4]), Long.parseLong(fields[5]));
        return new TrackedFile(fields[1], stat, URLDecoder.decode(fields[12], StandardCharsets.UTF_8),
                Integer.parseInt(fields[6]), Integer.parseInt(fields[7]), progress(fields, 8),
                isDone(fields, 11));
    }

    /** Whether these are the fields of the line that says it all. */
    static boolean isFile(String[] fields) {
        return fields[0].equals(FILE);
    }

    /** Whether these are the fields of a line that says how far the file with the id {@code fields[1]} is settled. */
    static boolean isAt(String[] fields) {
        return fields[0].equals(AT);
    }

    private static boolean isDone(String[] fields, int at) {
        return fields[at].equals("done");
    }

    private static Progress progress(String[] fields, int from) {
        return new Progress(new Position(Long.parseLong(fields[from]), Long.parseLong(fields[from + 1])),
                Long.parseLong(fields[from + 2]));
    }
}
