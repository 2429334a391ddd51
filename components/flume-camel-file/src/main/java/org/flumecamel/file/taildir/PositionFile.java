/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.flumecamel.file.journal.SourceLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a source has got to in each file: Flume's position file (SRC-TAILDIR-B1), which Flume can read and write, and
 * beside it {@code <name>.flumecamel.json} with what Flume does not know. Both are replaced as a whole, so that a crash
 * leaves the old or the new one. What stands in Flume's file counts; what stands beside it is believed for a file only if
 * both name the same position.
 * <p>
 * It belongs to one source at a time, by a lock on {@code <name>.lock}. Thread-safe.
 */
final class PositionFile {

    private static final Logger LOG = LoggerFactory.getLogger(PositionFile.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BESIDE = ".flumecamel.json";

    private final Path path;
    private final SourceLock lock;
    private Collection<PositionRecord> current = List.of();

    PositionFile(Path path) {
        this.path = path.toAbsolutePath().normalize();
        this.lock = new SourceLock(beside(".lock"));
    }

    /**
     * Takes the lock; makes missing directories.
     *
     * @throws IllegalStateException if another source has it
     */
    void lock() throws IOException {
        boolean locked;
        try {
            locked = lock.lock();
        } catch (FileSystemException e) {
            throw new IOException("positionFile " + path + " cannot be used: " + e, e);
        }
        if (!locked) {
            throw new IllegalStateException("positionFile " + path + " belongs to another source that is running, in this"
                                            + " process or another one: give each flume-taildir a positionFile of its own");
        }
    }

    void unlock() {
        lock.unlock();
    }

    boolean exists() {
        return Files.exists(path);
    }

    /**
     * Reads both files.
     *
     * @throws IOException if Flume's file cannot be understood; it is left as it is
     */
    synchronized List<PositionRecord> read() throws IOException {
        List<PositionRecord> records = new ArrayList<>();
        Map<String, PositionRecord> known = readBeside();
        for (JsonNode entry : entries()) {
            JsonNode inode = entry.get("inode");
            JsonNode position = entry.get("pos");
            JsonNode file = entry.get("file");
            if (inode == null || !inode.isIntegralNumber() || position == null || !position.isIntegralNumber()
                || position.longValue() < 0 || file == null || !file.isTextual()) {
                throw corrupt("the entry " + entry + " has not the fields inode, pos and file", null);
            }
            PositionRecord record = PositionRecord.ofFlume(inode.longValue(), position.longValue(), file.textValue());
            PositionRecord more = known.get(place(record));
            records.add(more == null ? record : more);
        }
        current = records;
        return records;
    }

    private JsonNode entries() throws IOException {
        try {
            JsonNode root = JSON.readTree(Files.readAllBytes(path));
            if (!root.isArray()) {
                throw corrupt("it is not a JSON array", null);
            }
            return root;
        } catch (NoSuchFileException e) {
            LOG.info("There is no positionFile {} yet: all files are new", path);
            return JSON.createArrayNode();
        } catch (JsonProcessingException e) {
            throw corrupt(e.getOriginalMessage(), e);
        }
    }

    private IOException corrupt(String why, Exception cause) {
        return new IOException("positionFile " + path + " is corrupt: " + why + ". It was left as it is and nothing is read."
                               + " Repair it, or move it away to read all files again from their beginning", cause);
    }

    private Map<String, PositionRecord> readBeside() {
        Map<String, PositionRecord> records = new HashMap<>();
        Path beside = beside(BESIDE);
        try {
            for (JsonNode entry : JSON.readTree(Files.readAllBytes(beside)).path("files")) {
                PositionRecord record = new PositionRecord(entry.path("inode").longValue(), entry.path("pos").longValue(),
                        entry.path("file").textValue(), entry.path("device").longValue(), entry.path("generation").longValue(),
                        imprint(entry.path("fingerprint")), imprint(entry.path("anchor")), entry.path("piece").intValue());
                records.put(place(record), record);
            }
        } catch (NoSuchFileException e) {
            LOG.debug("There is no {}", beside);
        } catch (IOException | NumberFormatException e) {
            LOG.warn("{} cannot be understood and is ignored: files are recognised as Flume does it, by inode and path: {}",
                    beside, e.toString());
            records.clear();
        }
        return records;
    }

    /** What both files must agree on. */
    private static String place(PositionRecord record) {
        return record.inode() + ":" + record.position() + ":" + record.file();
    }

    private static Imprint imprint(JsonNode node) {
        int length = node.path("length").intValue();
        return length <= 0 || length > TailedFile.FINGERPRINT ? Imprint.NONE
                : new Imprint(length, Long.parseUnsignedLong(node.path("sum").asText(), 16));
    }

    /** Replaces both files. */
    synchronized void write(Collection<PositionRecord> records) throws IOException {
        if (!lock.isLocked()) {
            throw new IllegalStateException("positionFile " + path + " is not locked");
        }
        replace(beside(BESIDE), json -> {
            json.writeStartObject();
            json.writeNumberField("version", 1);
            json.writeArrayFieldStart("files");
            // until Flume's file is replaced too, the old entries are what goes with it
            for (PositionRecord record : union(records, current)) {
                json.writeStartObject();
                writePlace(json, record);
                json.writeNumberField("device", record.device());
                json.writeNumberField("generation", record.generation());
                writeImprint(json, "fingerprint", record.fingerprint());
                writeImprint(json, "anchor", record.anchor());
                json.writeNumberField("piece", record.piece());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
        replace(path, json -> {
            json.writeStartArray();
            for (PositionRecord record : records) {
                json.writeStartObject();
                writePlace(json, record);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
        current = records;
    }

    private static Collection<PositionRecord> union(Collection<PositionRecord> records, Collection<PositionRecord> more) {
        Map<String, PositionRecord> union = new LinkedHashMap<>();
        more.stream().filter(record -> !record.isOfFlumeOnly()).forEach(record -> union.put(place(record), record));
        records.forEach(record -> union.put(place(record), record));
        return union.values();
    }

    private static void writePlace(JsonGenerator json, PositionRecord record) throws IOException {
        json.writeNumberField("inode", record.inode());
        json.writeNumberField("pos", record.position());
        json.writeStringField("file", record.file());
    }

    private static void writeImprint(JsonGenerator json, String field, Imprint imprint) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeNumberField("length", imprint.length());
        json.writeStringField("sum", Long.toHexString(imprint.sum()));
        json.writeEndObject();
    }

    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    private static void replace(Path target, Content content) throws IOException {
        Path draft = target.resolveSibling(target.getFileName() + ".tmp");
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
             OutputStream out = Channels.newOutputStream(channel);
             JsonGenerator json = JSON.getFactory().createGenerator(out)) {
            content.write(json);
            json.flush();
            channel.force(true);
        }
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Where something else is kept that belongs to it. */
    Path beside(String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
