/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.flumecamel.agent.PackagedAgent.Ended;
import org.flumecamel.agent.PackagedAgent.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An application that knows Camel and our component jars and nothing else of us is built by Maven as its owner would build it,
 * and runs its own route beside ours.
 */
class DropInIT {

    private static final Path ROOT = Path.of(System.getProperty("flumecamel.root"));
    private static final String VERSION = System.getProperty("flumecamel.version");

    @TempDir
    Path folder;

    @Test
    void runsBesideRoutesOfItsOwn() throws Exception {
        Path project = build();
        Path in = Files.createDirectories(folder.resolve("in"));
        Path out = Files.createDirectories(folder.resolve("out"));
        Files.writeString(in.resolve("a.log"), "one\ntwo\n");

        Running running = PackagedAgent.start(folder, Map.of(), List.of(System.getProperty("java.home") + "/bin/java", "-cp",
                project.resolve("target/dropin-1.jar") + ":" + project.resolve("target/dependency") + "/*", "-Din=" + in,
                "-Dout=" + out, "dropin.Application"));
        try {
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                assertThat(out.resolve("tailed.txt")).hasContent("one\ntwo\n");
                assertThat(out.resolve("heartbeat.txt")).hasContent("alive");
            });
        } finally {
            running.process().destroy();
            running.process().waitFor();
        }
        assertThat(out.resolve("positions.json")).exists();
        assertThat(names(project.resolve("target/dependency"))).noneMatch(name -> name.contains("agent"));
    }

    private Path build() throws Exception {
        Path project = folder.resolve("dropin");
        copy(ROOT.resolve("src/test/dropin"), project);
        Ended ended = PackagedAgent.start(folder, Map.of(), List.of(System.getProperty("maven.home") + "/bin/mvn", "-B", "-q",
                "-s", settings().toString(), "-f", project.resolve("pom.xml").toString(),
                "-Dflumecamel.version=" + VERSION, "package")).await();
        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        return project;
    }

    /** Our jars come from a repository in a folder, everything else from what this machine has already, or from Central. */
    private Path settings() throws IOException {
        Path ours = publish(folder.resolve("ours"));
        return Files.writeString(folder.resolve("settings.xml"), """
                <settings>
                  <localRepository>%s</localRepository>
                  <profiles>
                    <profile>
                      <id>dropin</id>
                      <repositories>
                        <repository><id>ours</id><url>%s</url></repository>
                        <repository><id>here</id><url>%s</url></repository>
                      </repositories>
                      <pluginRepositories>
                        <pluginRepository><id>here</id><url>%3$s</url></pluginRepository>
                      </pluginRepositories>
                    </profile>
                  </profiles>
                  <activeProfiles><activeProfile>dropin</activeProfile></activeProfiles>
                </settings>
                """.formatted(folder.resolve("repository"), ours.toUri(), Path.of(System.getProperty("maven.repo")).toUri()));
    }

    private static Path publish(Path repository) throws IOException {
        publish(repository, "flume-camel-parent", ROOT.resolve("pom.xml"), null);
        try (Stream<Path> modules = Files.list(ROOT.resolve("components"))) {
            for (Path module : modules.toList()) {
                String name = module.getFileName().toString();
                publish(repository, name, module.resolve("pom.xml"), module.resolve("target/" + name + "-" + VERSION + ".jar"));
            }
        }
        return repository;
    }

    private static void publish(Path repository, String name, Path pom, Path jar) throws IOException {
        Path target = Files.createDirectories(repository.resolve("org/flumecamel/" + name + "/" + VERSION));
        Files.copy(pom, target.resolve(name + "-" + VERSION + ".pom"));
        if (jar != null) {
            Files.copy(jar, target.resolve(name + "-" + VERSION + ".jar"));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
