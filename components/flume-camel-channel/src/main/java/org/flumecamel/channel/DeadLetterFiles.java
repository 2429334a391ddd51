/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.flumecamel.core.Event;
import org.flumecamel.core.PermanentDeliveryException;

/**
 * The files of a dead letter: {@code <name>-<start in ms>.avro}, readable by their owner only. The records begin with the
 * fields of Flume's own event, so that whatever reads those reads these. A batch is synced to disk before
 * {@link #write} returns; a failed write closes the file, so that the next goes into a new one. Thread-safe.
 */
final class DeadLetterFiles {

    static final Schema SCHEMA = SchemaBuilder.record("DeadLetter").namespace("org.flumecamel").fields()
            .name("headers").type().map().values().stringType().noDefault()
            .name("body").type().bytesType().noDefault()
            .name("reason").doc("why it could not be delivered").type().stringType().noDefault()
            .name("origin").doc("the route and the endpoint that failed").type().stringType().noDefault()
            .name("time").doc("when it came here, in milliseconds since the epoch").type().longType().noDefault()
            .endRecord();

    private final DeadLetterEndpoint endpoint;
    private DataFileWriter<GenericRecord> writer;
    private Path file;

    DeadLetterFiles(DeadLetterEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Makes the directory, so that a start fails if no dead letter could be written later. */
    void open() throws IOException {
        Path directory = directory();
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new IOException("The directory of dead letter " + endpoint.getName() + " cannot be made: " + directory, e);
        }
        if (!Files.isWritable(directory)) {
            throw new IOException("The directory of dead letter " + endpoint.getName() + " cannot be written: " + directory);
        }
    }

    private Path directory() {
        return Path.of(endpoint.getDirectory()).toAbsolutePath();
    }

    /**
     * Writes events and syncs them to disk.
     *
     * @throws IOException if they are not on disk, or do not fit into the limit; the caller keeps them
     */
    synchronized void write(List<PermanentDeliveryException.Rejected> rejected, String origin) throws IOException {
        refuseAboveLimit(rejected);
        boolean written = false;
        try {
            if (writer == null) {
                begin();
            }
            long now = System.currentTimeMillis();
            for (PermanentDeliveryException.Rejected one : rejected) {
                writer.append(toRecord(one, origin, now));
            }
            writer.fSync();
            written = true;
        } finally {
            if (!written) {
                abandon();
            }
        }
        if (Files.size(file) >= endpoint.getMaxFileBytes()) {
            close();
        }
    }

    private void refuseAboveLimit(List<PermanentDeliveryException.Rejected> rejected) throws IOException {
        long more = rejected.stream().mapToLong(one -> one.event().length()).sum();
        long used = 0;
        try (Stream<Path> paths = Files.list(directory())) {
            for (Path path : paths.filter(this::isOurs).toList()) {
                used += Files.size(path);
            }
        }
        if (used + more > endpoint.getMaxBytes()) {
            throw new IOException("Dead letter " + endpoint.getName() + " in " + directory() + " is full: " + used + " of "
                                  + endpoint.getMaxBytes() + " bytes. Move its files away or raise maxBytes; until then the"
                                  + " events stay in their channel");
        }
    }

    private boolean isOurs(Path path) {
        String fileName = path.getFileName().toString();
        return fileName.startsWith(endpoint.getName() + "-") && fileName.endsWith(".avro");
    }

    private void begin() throws IOException {
        long number = System.currentTimeMillis();
        do {
            file = directory().resolve(endpoint.getName() + "-" + number++ + ".avro");
        } while (Files.exists(file));
        Files.createFile(file, ownerOnly());
        writer = new DataFileWriter<>(new GenericDatumWriter<GenericRecord>(SCHEMA));
        writer.create(SCHEMA, file.toFile());
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")) }
                : new FileAttribute<?>[0];
    }

    private static GenericRecord toRecord(PermanentDeliveryException.Rejected rejected, String origin, long now) {
        Event event = rejected.event();
        return new GenericRecordBuilder(SCHEMA)
                .set("headers", event.headers())
                .set("body", ByteBuffer.wrap(event.array(), event.offset(), event.length()))
                .set("reason", rejected.reason())
                .set("origin", origin)
                .set("time", now)
                .build();
    }

    /** Closes the file without hiding the failure that is on its way. */
    private void abandon() {
        DataFileWriter<GenericRecord> broken = writer;
        writer = null;
        if (broken != null) {
            try {
                broken.close();
            } catch (IOException expected) {
                // the write that failed says more
            }
        }
    }

    synchronized void close() throws IOException {
        if (writer != null) {
            writer.close();
            writer = null;
        }
    }
}
