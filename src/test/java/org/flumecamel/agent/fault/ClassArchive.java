/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.fault;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The agent's classes as the virtual machine has them when it has read and verified them, in a file: an agent that maps it
 * starts in half the time. The first test of a build that needs it has it written, by an agent that does a little of
 * everything.
 */
final class ClassArchive {

    private static List<String> options;

    private final Path jar;
    private final Path directory;
    private final Path archive;

    private ClassArchive(Path jar) throws IOException {
        this.jar = jar;
        this.directory = Files.createDirectories(jar.getParent().resolveSibling("class-archive"));
        this.archive = directory.resolve("agent-" + Runtime.version() + ".jsa");
    }

    /** The options of the virtual machine that use it; none where it cannot be had. */
    static synchronized List<String> options(Path jar) throws IOException {
        if (options == null) {
            ClassArchive classes = new ClassArchive(jar);
            classes.provide();
            options = Files.exists(classes.archive) ? List.of("-XX:SharedArchiveFile=" + classes.archive) : List.of();
        }
        return options;
    }

    /** Other tests of the build may want it at the same time. */
    private void provide() throws IOException {
        try (FileChannel channel = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
             FileLock lock = channel.lock()) {
            if (lock.isValid() && !isFresh()) {
                write();
            }
        }
    }

    /** The virtual machine refuses one that is older than a jar, or that was made with others. */
    private boolean isFresh() throws IOException {
        Path lib = jar.resolveSibling("lib");
        long newest = Math.max(jar.toFile().lastModified(), lib.toFile().lastModified());
        try (Stream<Path> libraries = Files.list(lib)) {
            newest = Math.max(newest, libraries.mapToLong(library -> library.toFile().lastModified()).max().orElse(0));
        }
        return archive.toFile().lastModified() > newest;
    }

    private void write() throws IOException {
        Path work = Files.createTempDirectory(directory, "agent");
        Files.writeString(Files.createDirectory(work.resolve("in")).resolve("app.log"), "one\n");
        Files.createDirectory(work.resolve("out"));
        Path home = PackagedAgent.home(jar.getParent(), work.resolve("home"));
        Files.deleteIfExists(archive);
        try (JavaProcess agent = JavaProcess.start(List.of("-XX:TieredStopAtLevel=1", "-XX:ArchiveClassesAtExit=" + archive,
                "-Din=" + work.resolve("in"), "-Dout=" + work.resolve("out"), "-Dflume.home=" + home, "-jar", jar.toString(),
                "run", routes().toString(), "--exit-when-idle=1"), work, work.resolve("agent.log"))) {
            if (agent.await(120) != 0) {
                throw new IllegalStateException("No class archive; the end of the agent's log:\n" + agent.endOfLog());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("No class archive: interrupted");
        }
    }

    private static Path routes() {
        try {
            return Path.of(ClassArchive.class.getResource("/fault/everything.yaml").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
