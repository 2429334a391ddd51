/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel.deadletter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.flumecamel.core.Event;

/** Files of letters, and what is read of them. */
final class Letters {

    private Letters() {
    }

    static DeadLetter letter(int number) {
        return new DeadLetter(Event.of(Map.of("n", "" + number), ("body " + number).getBytes(StandardCharsets.UTF_8)),
                "reason " + number, "route r", 1000 + number);
    }

    /** Writes a file with some blocks of some letters each. */
    static DeadLetterFile write(Path path, int blocks, int perBlock) throws IOException {
        try (DataFileWriter<GenericRecord> writer
                = new DataFileWriter<>(new GenericDatumWriter<GenericRecord>(DeadLetter.SCHEMA))) {
            writer.create(DeadLetter.SCHEMA, path.toFile());
            for (int i = 0; i < blocks * perBlock; i++) {
                writer.append(letter(i).toRecord());
                if (i % perBlock == perBlock - 1) {
                    writer.sync();
                }
            }
        }
        return DeadLetterFile.at(path);
    }

    /** The letters of a file, by id. */
    static Map<LetterId, DeadLetter> read(DeadLetterFile file) throws IOException {
        Map<LetterId, DeadLetter> letters = new LinkedHashMap<>();
        file.read((id, letter) -> letters.put(id, letter) == null);
        return letters;
    }

    /** The numbers of the letters of a file. */
    static List<Integer> numbers(DeadLetterFile file) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        file.read((id, letter) -> numbers.add(Integer.parseInt(letter.event().headers().get("n"))));
        return numbers;
    }

    static void flip(Path path, long offset, int bits) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        bytes[(int) offset] ^= (byte) bits;
        Files.write(path, bytes);
    }
}
