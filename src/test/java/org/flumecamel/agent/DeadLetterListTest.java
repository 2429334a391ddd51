/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeadLetterListTest extends DeadLetterTestSupport {

    @Test
    void saysHowManyEventsSinceWhenAndWhy() throws IOException {
        write("deadletter-1000.avro", 0, 9);
        write("deadletter-2000.avro", 9, 12);
        write("other-500.avro", 0, 1);

        assertThat(run("list")).isZero();

        assertThat(out.lines()).containsExactly(
                "deadletter in " + folder
                                                + ": 12 events, 2 KB, 1970-01-01T00:00:00Z to 1970-01-01T00:00:00.011Z",
                "           6  line 0 is even", "           6  line 1 is odd", "  deadletter-1000.avro  9 events  2 KB",
                "  deadletter-2000.avro  3 events  1 KB",
                "other in " + folder + ": 1 event, 1 KB, 1970-01-01T00:00:00Z to 1970-01-01T00:00:00Z",
                "           1  line 0 is even", "  other-500.avro  1 event  1 KB");
        assertThat(err).isEmpty();
    }

    @Test
    void namesChoose() throws IOException {
        write("deadletter-1000.avro", 0, 9);
        write("other-500.avro", 0, 1);
        assertThat(run("list", "other")).isZero();
        assertThat(out).contains("other in").doesNotContain("deadletter-1000");
        assertThat(run("list", "othr")).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(err).isEqualTo("flume-camel: There is no dead letter othr in " + folder + "; did you mean other?\n");
    }

    @Test
    void nothingIsNoError() throws IOException {
        assertThat(run("list")).isZero();
        assertThat(out).isEqualTo("No dead letters in " + folder + "\n");
        Files.delete(folder);
        assertThat(run("list")).isZero();
        assertThat(run("list", "--dir", folder.toString())).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(err).contains("There is no folder").contains("--dir");
    }

    @Test
    void anotherFolder() throws IOException {
        Path other = Files.createDirectories(home.resolve("other"));
        write("deadletter-1000.avro", 0, 9);
        assertThat(run("list", "--dir", other.toString())).isZero();
        assertThat(out).isEqualTo("No dead letters in " + other + "\n");
    }

    @Test
    void damagedFilesAreReadAsFarAsTheyCanBe() throws IOException {
        Path path = write("deadletter-1000.avro", 0, 9);
        byte[] bytes = Files.readAllBytes(path);
        Files.write(path, Arrays.copyOf(bytes, bytes.length - 5));
        Files.writeString(folder.resolve("deadletter-2000.avro"), "nonsense");

        assertThat(run("list")).isZero();

        assertThat(out).contains("6 events", "deadletter-1000.avro  6 events",
                "bytes 0 to 8 cannot be read: it does not begin as the file of a dead letter does",
                "to " + (bytes.length - 5) + " cannot be read: a block reaches beyond the end of the file");
    }

    @Test
    void aFileThatAnAgentWrites() throws IOException {
        Path path = write("deadletter-1000.avro", 0, 9);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.lock();
            channel.truncate(Files.size(path) - 5);
            assertThat(run("list")).isZero();
        }
        assertThat(out).contains("deadletter-1000.avro  6 events  2 KB  an agent is writing it")
                .doesNotContain("cannot be read");
    }

    @Test
    void asJson() throws IOException {
        write("deadletter-1000.avro", 0, 9);
        assertThat(run("list", "--format", "json")).isZero();
        JsonNode json = new ObjectMapper().readTree(out);
        assertThat(json.path("name").asText()).isEqualTo("deadletter");
        assertThat(json.path("events").asLong()).isEqualTo(9);
        assertThat(json.path("first").asText()).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(json.at("/reasons/0/events").asLong()).isEqualTo(5);
        assertThat(json.at("/files/0/file").asText()).isEqualTo("deadletter-1000.avro");
        assertThat(json.at("/files/0/inUse").asBoolean()).isFalse();
    }

    @Test
    void withoutASubcommandItSaysWhatThereIs() {
        assertThat(run()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(run("--help")).isZero();
        assertThat(out).contains("list", "show", "replay", "Examples:", "--config")
                .doesNotContain("--exit-when-idle", "--status");
        for (String name : new String[] { "list", "show", "replay" }) {
            assertThat(run(name, "--help")).isZero();
            assertThat(out).contains("Examples:", "--dir").doesNotContain("--exit-when-idle", "--status");
        }
    }
}
