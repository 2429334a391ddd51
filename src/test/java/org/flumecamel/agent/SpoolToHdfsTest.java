/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code routes/spool-to-hdfs.yaml}, on a local directory in place of HDFS. */
class SpoolToHdfsTest {

    @TempDir
    private Path home;
    private TestAgent agent;

    @BeforeEach
    void start() throws IOException {
        agent = new TestAgent(home);
        agent.file("config/application.properties", "flume.broker.dataDirectory = {{flume.home}}/broker",
                "flume.broker.minDiskFree = 0");
    }

    @AfterEach
    void stop() {
        agent.close();
        System.clearProperty("spool");
        System.clearProperty("output");
    }

    @Test
    void placedFilesAreArchivedByDay() throws Exception {
        Path spool = Files.createDirectory(home.resolve("spool"));
        Path archive = home.resolve("archive");
        List<String> lines = new ArrayList<>();
        for (int file = 0; file < 3; file++) {
            List<String> content = new ArrayList<>();
            for (int line = 0; line < 1500; line++) {
                content.add("line " + line + " of file " + file);
            }
            Files.write(spool.resolve("export-" + file + ".csv"), content);
            lines.addAll(content);
        }

        int code = agent.run(Path.of(System.getProperty("flumecamel.root"), "routes", "spool-to-hdfs.yaml"),
                "--exit-when-idle=3", "-Dspool=" + spool, "-Doutput=" + archive);

        assertThat(agent.err()).isEmpty();
        assertThat(code).isEqualTo(ExitCode.OK);
        assertThat(written(archive)).containsExactlyInAnyOrderElementsOf(lines);
        try (Stream<Path> files = Files.list(spool)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.startsWith(".")))
                    .containsExactlyInAnyOrder("export-0.csv.COMPLETED", "export-1.csv.COMPLETED", "export-2.csv.COMPLETED");
        }
    }

    private static List<String> written(Path archive) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(archive)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(archive.relativize(file).toString()).matches("\\d{4}-\\d\\d-\\d\\d/exports\\.\\d+(\\.\\w+)?");
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }
}
