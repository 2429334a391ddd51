/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

import org.flumecamel.file.journal.FileStat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of files that are read: they are completed as the policies say, or quarantined with a reason beside them. No
 * file is ever overwritten. Thread-safe.
 */
final class Disposal {

    /** Behind the name of a quarantined file, the text that says why. */
    static final String REASON = ".reason";

    private static final Logger LOG = LoggerFactory.getLogger(Disposal.class);

    private final String source;
    private final Path spoolDir;
    private final SpooldirEndpoint endpoint;
    private final FileMarks marks;

    /** @param marks null if files are renamed or deleted */
    Disposal(SpooldirEndpoint endpoint, Path spoolDir, FileMarks marks) {
        this.source = endpoint.getName();
        this.spoolDir = spoolDir;
        this.endpoint = endpoint;
        this.marks = marks;
    }

    /** Why a file must not be begun, or null. */
    String objection(Path file) {
        return isRenaming() && Files.exists(completedName(file)) ? usedBefore(file) : null;
    }

    private boolean isRenaming() {
        return endpoint.getDeletePolicy() == DeletePolicy.NEVER && marks == null;
    }

    private Path completedName(Path file) {
        return file.resolveSibling(file.getFileName() + endpoint.getFileSuffix());
    }

    private String usedBefore(Path file) {
        return "its name was used before: " + completedName(file).getFileName() + " is there already";
    }

    /**
     * Completes or quarantines a file of which everything is settled.
     *
     * @return             whether it was quarantined
     * @throws IOException if that cannot be done now
     */
    boolean dispose(SpooledFile file) throws IOException {
        FileStat now = FileStat.of(file.path());
        if (now == null) {
            LOG.warn("Source {}: {} was taken away while it was read; {} events of it were delivered{}", source, file,
                    file.sent().events(), file.fault() == null ? ", all there were" : "");
            return false;
        }
        String fault = file.fault();
        if (!now.equals(file.stat())) {
            fault = "it was changed after it was placed: it had " + describe(file.stat()) + " when it was begun and has "
                    + describe(now) + " now";
        }
        try {
            if (fault == null) {
                complete(file);
                return false;
            }
        } catch (FileAlreadyExistsException e) {
            fault = usedBefore(file.path());
        }
        quarantine(file, fault);
        return true;
    }

    private static String describe(FileStat stat) {
        return stat.size() + " bytes of " + Instant.ofEpochMilli(stat.lastModified()) + " in inode " + stat.identity().inode();
    }

    private void complete(SpooledFile file) throws IOException {
        if (endpoint.getDeletePolicy() == DeletePolicy.IMMEDIATE) {
            Files.deleteIfExists(file.path());
        } else if (marks != null) {
            marks.complete(file.path());
        } else {
            Files.move(file.path(), completedName(file.path()));
        }
        LOG.debug("Source {}: {} is completed", source, file);
    }

    private void quarantine(SpooledFile file, String fault) throws IOException {
        String reason = reason(file, fault);
        if (marks != null) {
            marks.quarantine(file.path(), reason);
        } else {
            Path target = freeName(file.path());
            Files.createDirectories(target.getParent());
            try {
                Files.move(file.path(), target);
            } catch (NoSuchFileException e) {
                LOG.debug("{} went away before it was quarantined", file);
                return;
            }
            Files.writeString(target.resolveSibling(target.getFileName() + REASON), reason, StandardOpenOption.CREATE);
        }
        LOG.error("Source {}: {} is quarantined, the other files go on: {}. {} events of it were delivered", source, file,
                fault, file.sent().events());
    }

    private Path freeName(Path file) {
        Path directory = endpoint.quarantinePath();
        Path wanted = directory == null ? file : directory.resolve(spoolDir.relativize(file));
        String suffix = directory == null ? endpoint.getQuarantineSuffix() : "";
        Path target = wanted.resolveSibling(wanted.getFileName() + suffix);
        for (int i = 1; Files.exists(target); i++) {
            target = wanted.resolveSibling(wanted.getFileName() + "." + i + suffix);
        }
        return target;
    }

    private String reason(SpooledFile file, String fault) {
        return """
                file: %s
                when: %s
                source: %s
                why: %s
                events delivered before: %d
                read up to offset: %d
                To have it read again, mend it and put it into the spool directory under a new name.
                """.formatted(file, Instant.now(), source, fault, file.sent().events(), file.sent().position().offset());
    }
}
