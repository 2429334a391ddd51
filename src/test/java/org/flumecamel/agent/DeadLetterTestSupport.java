/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.flumecamel.channel.deadletter.DeadLetter;
import org.flumecamel.channel.deadletter.DeadLetterFile;
import org.flumecamel.channel.deadletter.DeadLetterFolder;
import org.flumecamel.core.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Runs {@code flume-camel deadletter} in the JVM of the test, over files it writes. */
abstract class DeadLetterTestSupport {

    @TempDir
    Path home;
    protected Path folder;
    protected String out;
    protected String err;

    @BeforeEach
    void settings() throws IOException {
        System.setProperty(AgentHome.PROPERTY, home.toString());
        System.setProperty("flume.log", home.resolve("log").toString());
        folder = Files.createDirectories(home.resolve("letters"));
        Files.createDirectories(home.resolve("config"));
        Files.writeString(home.resolve("config/application.properties"),
                "camel.component.flume-deadletter.directory = {{flume.home}}/letters\n");
    }

    @AfterEach
    void clear() {
        System.clearProperty(AgentHome.PROPERTY);
        System.clearProperty("flume.log");
    }

    protected int run(String... arguments) {
        StringWriter outText = new StringWriter();
        StringWriter errText = new StringWriter();
        CommandLine commandLine = Agent.commandLine();
        commandLine.setOut(new PrintWriter(outText, true));
        commandLine.setErr(new PrintWriter(errText, true));
        List<String> all = new ArrayList<>(List.of("deadletter"));
        all.addAll(List.of(arguments));
        int code = commandLine.execute(all.toArray(String[]::new));
        out = outText.toString();
        err = errText.toString();
        return code;
    }

    protected static DeadLetter letter(int number, String reason) {
        return letter(Event.of(Map.of("n", "" + number), ("body " + number).getBytes(StandardCharsets.UTF_8)), reason, number);
    }

    protected static DeadLetter letter(Event event, String reason, long time) {
        return new DeadLetter(event, reason, "route archive, flume-hdfs://k1", time);
    }

    /** Letters with numbers in a range, in blocks of three. */
    protected Path write(String file, int from, int to) throws IOException {
        List<DeadLetter> letters = new ArrayList<>();
        for (int i = from; i < to; i++) {
            letters.add(letter(i, "line " + i + (i % 2 == 0 ? " is even" : " is odd")));
        }
        return write(file, letters);
    }

    protected Path write(String file, List<DeadLetter> letters) throws IOException {
        Path path = folder.resolve(file);
        try (DataFileWriter<GenericRecord> writer
                = new DataFileWriter<>(new GenericDatumWriter<GenericRecord>(DeadLetter.SCHEMA))) {
            writer.create(DeadLetter.SCHEMA, path.toFile());
            for (int i = 0; i < letters.size(); i++) {
                writer.append(letters.get(i).toRecord());
                if (i % 3 == 2) {
                    writer.sync();
                }
            }
        }
        return path;
    }

    /** The numbers of the letters in a directory, in their order. */
    protected static List<Integer> numbers(Path directory) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        for (DeadLetterFile file : new DeadLetterFolder(directory).files()) {
            file.read((id, letter) -> numbers.add(Integer.parseInt(letter.event().headers().get("n"))));
        }
        return numbers;
    }

    protected static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}
