/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.flumecamel.file.journal.FileStat;
import org.flumecamel.file.journal.JournalHead;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far Flume has read its last file: the Avro container file {@code .flumespool-main.meta} (SRC-SPOOLDIR-B5). It is
 * taken over once, and set aside then, so that it is never taken for what a later file of that name is.
 */
final class FlumeTracker {

    private static final Logger LOG = LoggerFactory.getLogger(FlumeTracker.class);

    private static final String NAME = ".flumespool-main.meta";
    private static final String TAKEN = NAME + ".taken";

    private final Path path;

    FlumeTracker(Path directory) {
        this.path = directory.resolve(NAME);
    }

    /**
     * The file Flume has begun, if there is one.
     *
     * @param directory where the source looks for files; Flume may have been told of it by a relative name
     * @throws IOException if what Flume has left cannot be understood; it is left as it is
     */
    Collection<TrackedFile> read(Path directory, int batchSize, int batchBytes) throws IOException {
        if (!Files.exists(path) || Files.size(path) == 0) {
            return List.of();
        }
        String target;
        long offset = 0;
        try (DataFileReader<GenericRecord> reader = new DataFileReader<>(path.toFile(), new GenericDatumReader<>())) {
            target = reader.getMetaString("file");
            while (reader.hasNext()) {
                offset = (Long) reader.next().get("offset");
            }
        } catch (IOException | AvroRuntimeException e) {
            throw new IOException("Flume's tracker " + path + " cannot be understood: " + e.getMessage() + ". It was left as it"
                                  + " is and nothing is read. Move it away to read the file Flume had begun from its beginning",
                    e);
        }
        Path file = resolve(directory, target);
        FileStat stat = FileStat.of(file);
        if (stat == null) {
            LOG.info("Flume's tracker names {}, which is not there any more", target);
            return List.of();
        }
        LOG.info("{} is read on from offset {}, where Flume has left it", file, offset);
        return List.of(new TrackedFile(JournalHead.newId(), stat, file.toString(), batchSize, batchBytes,
                new Progress(new Position(offset, 0), 0), false));
    }

    private static Path resolve(Path directory, String target) {
        Path file = Path.of(target);
        if (file.startsWith(directory)) {
            return file;
        }
        // a name relative to where Flume was started, which is not where we are
        for (int i = 0; !Files.exists(file) && i < Path.of(target).getNameCount(); i++) {
            file = directory.resolve(Path.of(target).subpath(i, Path.of(target).getNameCount()));
        }
        return file.toAbsolutePath().normalize();
    }

    /** It is taken over. */
    void setAside() throws IOException {
        if (Files.exists(path)) {
            Files.move(path, path.resolveSibling(TAKEN), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
