/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.path;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.flumecamel.core.serializer.SerializedEnding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class OpenFilesTest {

    @TempDir
    private Path directory;

    private OpenFiles claim() throws IOException {
        return OpenFiles.claim(directory, "sink-k1");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> list = Files.list(directory)) {
            return list.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    /** Claims the record in another process, which records a file and waits to be killed. */
    public static void main(String[] args) throws Exception {
        OpenFiles files = OpenFiles.claim(Path.of(args[0]), args[1]);
        files.opening(args[2] + ".tmp", args[2], SerializedEnding.LINES);
        System.out.println("ready");
        Thread.currentThread().join();
    }

    private Process other(String file) throws IOException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
            System.getProperty("java.class.path"), OpenFilesTest.class.getName(), directory.toString(), "sink-k1", file)
            .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream()));
        for (String line = out.readLine(); !"ready".equals(line); line = out.readLine()) {
            assertThat(line).as("the other process is alive").isNotNull();
        }
        return process;
    }

    @Test
    void aCleanStopLeavesNothing() throws Exception {
        try (OpenFiles files = claim()) {
            OpenFiles.Entry entry = files.opening("a.tmp", "a", SerializedEnding.LINES);
            assertThat(names()).containsExactly(".sink-k1");
            files.finished(entry);
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void whatIsNotFinishedIsThereAtTheNextStart() throws Exception {
        try (OpenFiles files = claim()) {
            files.opening("a.tmp", "a", SerializedEnding.LINES);
            files.opening("b", "b", SerializedEnding.UNKNOWN);
            files.finished(files.opening("c", "c", SerializedEnding.LINES));
        }
        try (OpenFiles files = claim()) {
            assertThat(files.abandoned()).extracting(OpenFiles.Entry::inUse).containsExactlyInAnyOrder("a.tmp", "b");
            assertThat(files.abandoned()).extracting(OpenFiles.Entry::target).containsExactlyInAnyOrder("a", "b");
            assertThat(files.abandoned()).extracting(OpenFiles.Entry::ending).containsExactlyInAnyOrder("LINES", "UNKNOWN");
            files.abandoned().forEach(files::finished);
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void liveOwnersOfTheSameNameKeepTheirFiles() throws Exception {
        try (OpenFiles first = claim()) {
            first.opening("a", "a", SerializedEnding.LINES);
            try (OpenFiles second = claim()) {
                assertThat(second.abandoned()).isEmpty();
                second.opening("b", "b", SerializedEnding.LINES);
            }
            try (OpenFiles second = claim()) {
                assertThat(second.abandoned()).extracting(OpenFiles.Entry::inUse).containsExactly("b");
            }
        }
        try (OpenFiles next = claim()) {
            assertThat(next.abandoned()).extracting(OpenFiles.Entry::inUse).containsExactlyInAnyOrder("a", "b");
            next.abandoned().forEach(next::finished);
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void filesOfALiveProcessAreLeftAloneAndThoseOfAKilledOneAreFound() throws Exception {
        Process first = other("a");
        Process second = other("b");
        try {
            try (OpenFiles files = claim()) {
                assertThat(files.abandoned()).isEmpty();
            }
            second.destroyForcibly().waitFor();
            try (OpenFiles files = claim()) {
                assertThat(files.abandoned()).extracting(OpenFiles.Entry::target).containsExactly("b");
            }
        } finally {
            first.destroyForcibly().waitFor();
            second.destroyForcibly().waitFor();
        }
        try (OpenFiles files = claim()) {
            assertThat(files.abandoned()).extracting(OpenFiles.Entry::target).containsExactlyInAnyOrder("a", "b");
        }
    }

    @Test
    void aRecordCutOffByACrashIsForgotten() throws Exception {
        Files.createDirectories(directory.resolve(".sink-k1"));
        Files.writeString(directory.resolve(".sink-k1/1.open"), "a.tmp\na\ntr");
        try (OpenFiles files = claim()) {
            assertThat(files.abandoned()).isEmpty();
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void aSymbolicLinkLeadsToTheDirectory() throws Exception {
        Path link = directory.resolve("link");
        Files.createSymbolicLink(link, Files.createDirectory(directory.resolve("real")));
        try (OpenFiles files = OpenFiles.claim(link, "k")) {
            assertThat(directory.resolve("real/.k")).isDirectory();
        }
    }

    @Test
    void namesOfOwnersStayInTheDirectory() throws Exception {
        try (OpenFiles files = OpenFiles.claim(directory, "../../k/1")) {
            assertThat(names()).containsExactly("...%2F..%2Fk%2F1");
        }
    }
}
