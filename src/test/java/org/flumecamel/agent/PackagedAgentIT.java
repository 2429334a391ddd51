/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.flumecamel.agent.PackagedAgent.Ended;
import org.flumecamel.agent.PackagedAgent.Running;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The folder that users get, run as they run it. */
class PackagedAgentIT {

    @TempDir
    Path folder;
    private Path here;
    private PackagedAgent agent;

    @BeforeEach
    void unpack() throws IOException {
        agent = new PackagedAgent(Files.createDirectories(folder.resolve("flume-camel")));
        here = Files.createDirectories(folder.resolve("work"));
    }

    @Test
    void helpSaysHow() throws Exception {
        Ended ended = agent.run(here, "--help");

        assertThat(ended.out()).startsWith("Usage: flume-camel").contains("run", "--config", "--exit-when-idle", "Exit codes:");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
    }

    @Test
    void subcommandsHaveHelp() throws Exception {
        Ended ended = agent.run(here, "run", "--help");

        assertThat(ended.out()).startsWith("Usage: flume-camel run").contains("<file>");
        assertThat(ended.code()).isZero();
        assertThat(agent.run(here, "help", "run").out()).isEqualTo(ended.out());
    }

    @Test
    void versionNamesCamelAndJava() throws Exception {
        Ended ended = agent.run(here, "--version");

        assertThat(ended.out().lines()).hasSize(3).allMatch(line -> line.matches("(flume-camel|Camel|Java) \\d.*"));
        assertThat(ended.code()).isZero();
    }

    @Test
    void unknownOptionOfTheCommandLine() throws Exception {
        Ended ended = agent.run(here, "--statsu");

        assertThat(ended.err()).startsWith("flume-camel: Unknown option: '--statsu'").contains("--status").contains("--help");
        assertThat(ended.out()).isEmpty();
        assertThat(ended.code()).isEqualTo(ExitCode.CONFIGURATION);
    }

    @Test
    void optionsStandBeforeOrBehindTheSubcommand() throws Exception {
        assertThat(agent.run(here, "--config", "a", "run").err()).isEqualTo(agent.run(here, "run", "--config", "a").err())
                .isEqualTo("flume-camel: There is no folder a, which --config names\n");
    }

    @Test
    void valuesOfOptionsAreChecked() throws Exception {
        Ended ended = agent.run(here, "run", "--status=0");

        assertThat(ended.err()).startsWith("flume-camel: --status must be above 0 seconds, not 0\n");
        assertThat(ended.code()).isEqualTo(ExitCode.CONFIGURATION);
    }

    @Test
    void messagesNeedNoTerminalAndNoTrace() throws Exception {
        Path file = Files.write(here.resolve("a.yaml"), List.of("- route:", "    id: r", "    from:",
                "      uri: flume-taildr:t", "      steps:", "        - to:", "            uri: log:x"));

        Ended ended = agent.run(here, "run", file.getFileName().toString());

        assertThat(ended.err())
                .isEqualTo("flume-camel: a.yaml:4: route r: there is no component flume-taildr; did you mean flume-taildir?\n");
        assertThat(ended.out()).isEmpty();
        assertThat(ended.code()).isEqualTo(ExitCode.CONFIGURATION);
    }

    @Test
    void missingFolderToTail() throws Exception {
        Ended ended = agent.run(here, "-Dlogs=" + here.resolve("nowhere"));

        assertThat(ended.err()).startsWith("flume-camel: ").hasLineCount(1)
                .contains("quickstart.yaml", "route logs: flume-taildir:logs: filegroups.all", "nowhere");
        assertThat(ended.code()).isEqualTo(ExitCode.CONFIGURATION);
    }

    @Test
    void quickStartDeliversTheSampleByteForByte() throws Exception {
        Ended ended = agent.run(here, "--exit-when-idle");

        assertThat(ended.out()).contains("600 events delivered to " + agent.home().resolve("data") + "/%Y-%m-%d");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        assertThat(delivered(agent.home().resolve("data")))
                .isEqualTo(Files.readAllBytes(agent.home().resolve("routes/sample/access.log")));
        assertThat(agent.run(here, "--exit-when-idle").out()).contains("0 events delivered to");
    }

    @Test
    void tailsWhatIsWrittenMeanwhileAndStopsCleanlyOnASignal() throws Exception {
        Path logs = Files.createDirectories(here.resolve("logs"));
        Path output = here.resolve("output");
        Files.writeString(logs.resolve("a.log"), "one\n");
        Running running = agent.start(here, Map.of("LOGS", logs.toString()), "-Doutput=" + output, "--status=1");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(running.out()).contains("delivered 1 "));
        Files.writeString(logs.resolve("a.log"), "two\n", StandardOpenOption.APPEND);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(running.out()).contains("delivered 2 "));

        running.process().destroy();
        Ended ended = running.await();

        assertThat(ended.out()).contains("2 events delivered to " + output, "Stopped after");
        assertThat(ended.code()).isZero();
        assertThat(new String(delivered(output))).isEqualTo("one\ntwo\n");
        assertThat(agent.home().resolve("log/flume-camel.log")).content()
                .contains("Apache Camel 4.22.0 (flume-camel) shutdown");
    }

    @Test
    void runsSeveralFilesAndOtherConfiguration() throws Exception {
        Files.createDirectories(here.resolve("conf"));
        Files.writeString(here.resolve("conf/application.properties"), "times = 4\n");
        Files.write(here.resolve("in.yaml"), List.of("- route:", "    from:", "      uri: timer:t", "      parameters:",
                "        repeatCount: \"{{times}}\"", "        delay: 0", "        period: 1", "      steps:",
                "        - setBody:", "            constant: x", "        - to:",
                "            uri: flume-channel:seda:c"));
        Files.write(here.resolve("out.yaml"), List.of("- route:", "    from:", "      uri: flume-spooler:seda:c",
                "      steps:", "        - to:", "            uri: flume-null:n"));

        Ended ended = agent.run(here, "run", "in.yaml", "out.yaml", "--config", "conf", "--exit-when-idle=1", "--name=a1");

        assertThat(ended.out()).contains("runs 2 routes of in.yaml, out.yaml").contains("4 events delivered to flume-null:n");
        assertThat(ended.code()).isZero();
    }

    /** An agent that cannot deliver, then a look at what it kept, and a replay to where it can be. */
    @Test
    void deadLettersAreListedShownAndReplayed() throws Exception {
        Files.write(here.resolve("a.yaml"), List.of("- route:", "    from:", "      uri: timer:t", "      parameters:",
                "        repeatCount: \"5\"", "        delay: 0", "        period: 1", "        includeMetadata: true",
                "      steps:", "        - setBody:",
                "            simple:", "              expression: event ${exchangeProperty.CamelTimerCounter}", "        - to:",
                "            uri: flume-channel:seda:c", "- route:", "    routeConfigurationId: flume-retry", "    from:",
                "      uri: flume-spooler:seda:c", "      steps:", "        - throwException:",
                "            exceptionType: java.io.IOException", "            message: nobody wants it"));
        Ended ran = agent.run(here, "run", "a.yaml", "-Dflume.retry.maximumRedeliveries=0", "--exit-when-idle=1");
        assertThat(ran.code()).isZero();

        Ended list = agent.run(here, "deadletter", "list");
        assertThat(list.out()).contains("deadletter in " + agent.home().resolve("deadletter") + ": 5 events",
                "5  java.io.IOException: nobody wants it");
        assertThat(agent.run(here, "deadletter", "show", "--limit", "1").out()).contains("    event 1\n", "1 event shown");
        String to = "flume-fileroll:again?directory=" + here.resolve("again") + "&rollInterval=0";
        Ended replay = agent.run(here, "deadletter", "replay", "--to", to);

        assertThat(replay.err()).isEmpty();
        assertThat(replay.out()).startsWith("5 events sent to " + to).contains(".avro.replayed");
        assertThat(replay.code()).isZero();
        try (Stream<Path> files = Files.list(here.resolve("again"))) {
            assertThat(files.toList()).singleElement().satisfies(file -> assertThat(Files.readString(file))
                    .isEqualTo("event 1\nevent 2\nevent 3\nevent 4\nevent 5\n"));
        }
        assertThat(agent.run(here, "deadletter", "list").out()).startsWith("No dead letters in");
    }

    @Test
    void componentsInLibExtAreFound() throws Exception {
        jar(agent.home().resolve("lib/ext/shout.jar"));
        Files.write(here.resolve("a.yaml"), List.of("- route:", "    from:", "      uri: timer:t", "      steps:",
                "        - to:", "            uri: shout:x"));

        Ended ended = agent.run(here, "run", "a.yaml", "--exit-when-idle=1");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
    }

    @Test
    void startScriptFindsItsFolder() throws Exception {
        Path link = Files.createSymbolicLink(here.resolve("fc"), agent.home().resolve("bin/flume-camel"));

        Ended ended = PackagedAgent.start(here, Map.of("FLUME_CAMEL_OPTS", "-Xmx64m -Dlogs=" + here + "/none"),
                List.of(link.toString(), "--exit-when-idle")).await();

        assertThat(ended.err()).contains(here + "/none");
        assertThat(ended.code()).isEqualTo(ExitCode.CONFIGURATION);
    }

    @Test
    void archiveHoldsTheSame() throws Exception {
        Ended ended = PackagedAgent.start(here, Map.of(), List.of("tar", "-xzf", System.getProperty("agent.archive"))).await();
        assertThat(ended.code()).isZero();
        Path unpacked;
        try (Stream<Path> entries = Files.list(here)) {
            unpacked = entries.filter(Files::isDirectory).findFirst().orElseThrow();
        }

        assertThat(unpacked.getFileName().toString()).startsWith("flume-camel-");
        assertThat(unpacked.resolve("bin/flume-camel")).isExecutable();
        assertThat(names(unpacked)).isEqualTo(names(agent.home()));
    }

    private static List<String> names(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString()).sorted().toList();
        }
    }

    private static byte[] delivered(Path output) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Stream<Path> files = Files.walk(output)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                assertThat(file.getFileName().toString()).endsWith(".log");
                bytes.write(Files.readAllBytes(file));
            }
        }
        return bytes.toByteArray();
    }

    /** A jar with a component that is Camel's log component by another name. */
    private void jar(Path jar) throws IOException {
        Path source = Files.writeString(here.resolve("ShoutComponent.java"), """
                package shout;

                public class ShoutComponent extends org.apache.camel.component.log.LogComponent {
                }
                """);
        String classPath = System.getProperty("java.class.path");
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-cp", classPath, "-d", here.toString(),
                source.toString())).isZero();
        try (var zip = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of("create", "true"))) {
            Files.createDirectories(zip.getPath("/shout"));
            Files.copy(here.resolve("shout/ShoutComponent.class"), zip.getPath("/shout/ShoutComponent.class"));
            Path services = Files.createDirectories(zip.getPath("/META-INF/services/org/apache/camel/component"));
            Files.writeString(services.resolve("shout"), "class=shout.ShoutComponent\n");
        }
    }
}
