/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real Elasticsearch in a process of its own, on ports of its choice at 127.0.0.1. It needs a JDK of 21 or later, which is
 * looked for on the machine, and does not run as root: where the tests do, it runs as nobody.
 */
public final class ElasticsearchServer implements AutoCloseable {

    /** What to say where it is not possible. */
    public static final String MISSING = "Elasticsearch needs a JDK of 21 or later: install one in /usr/lib/jvm, or name it in"
                                         + " ES_JAVA_HOME or JAVA_HOME_21_X64";

    private static final int LEAST_JAVA = 21;
    private static final long START_SECONDS = 180;
    private static final String NOBODY = "65534";
    private static final List<String> FILES = List.of("log4j2.properties", "jvm.options", "roles.yml", "role_mapping.yml",
            "users", "users_roles");

    private final Path distribution;
    private final Path java;
    private final Path directory;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private String heap = "512m";
    private int port;
    private Process process;

    private ElasticsearchServer(Path distribution, Path java, Path directory) {
        this.distribution = distribution;
        this.java = java;
        this.directory = directory;
        settings.putAll(Map.of("network.host", "127.0.0.1", "discovery.type", "single-node",
                "xpack.security.enabled", "false", "cluster.routing.allocation.disk.threshold_enabled", "false",
                "path.data", directory.resolve("data").toString(), "path.logs", directory.resolve("logs").toString()));
    }

    /** Whether there is a JDK on this machine that it can run on. */
    public static boolean isPossible() throws IOException {
        return newestJava() != null;
    }

    /** A server that is not started yet. */
    public static ElasticsearchServer create() throws IOException, InterruptedException {
        Path java = newestJava();
        if (java == null) {
            throw new IllegalStateException(MISSING);
        }
        Path directory = Files.createTempDirectory("elasticsearch");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path distribution = unpacked();
        if (isRoot() && !isReadableByNobody(distribution)) {
            distribution = copy(distribution, directory.resolve("server"));
        }
        return new ElasticsearchServer(distribution, java, directory);
    }

    /** What the build of flume-camel-elasticsearch has unpacked. */
    private static Path unpacked() throws IOException {
        Path module = Path.of(System.getProperty("flumecamel.root"), "components", "flume-camel-elasticsearch");
        Path parent = module.resolve("target/server");
        if (Files.isDirectory(parent)) {
            try (Stream<Path> found = Files.list(parent)) {
                Path server = found.filter(path -> Files.exists(path.resolve("bin/elasticsearch"))).findFirst().orElse(null);
                if (server != null) {
                    return server;
                }
            }
        }
        throw new IllegalStateException("No Elasticsearch in " + parent + ": mvn -pl components/flume-camel-elasticsearch"
                                        + " -am generate-test-resources brings it");
    }

    private static Path newestJava() throws IOException {
        List<Path> candidates = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
        System.getenv().forEach((name, value) -> {
            if (name.equals("ES_JAVA_HOME") || name.matches("(JAVA|JDK)_?HOME_?\\d*.*")) {
                candidates.add(Path.of(value));
            }
        });
        for (String place : List.of("/usr/lib/jvm", "/opt", "/opt/java", "/usr/local",
                System.getProperty("user.home") + "/.jdks")) {
            if (Files.isDirectory(Path.of(place))) {
                try (Stream<Path> homes = Files.list(Path.of(place))) {
                    homes.filter(home -> Files.exists(home.resolve("release"))).forEach(candidates::add);
                }
            }
        }
        TreeMap<Integer, Path> byVersion = new TreeMap<>();
        for (Path home : candidates) {
            byVersion.putIfAbsent(version(home), home.toRealPath());
        }
        return byVersion.lastKey() < LEAST_JAVA ? null : byVersion.lastEntry().getValue();
    }

    private static int version(Path home) throws IOException {
        Path release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isReadable(release)) {
            return 0;
        }
        return Files.readString(release).lines().filter(line -> line.startsWith("JAVA_VERSION="))
                .map(line -> line.replaceAll("^\\D*(?:1\\.)?(\\d+).*", "$1")).mapToInt(Integer::parseInt).findFirst().orElse(0);
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static boolean isReadableByNobody(Path distribution) throws IOException, InterruptedException {
        return run(asNobody(List.of("test", "-r", distribution.resolve("bin/elasticsearch").toString()))) == 0;
    }

    private static List<String> asNobody(List<String> command) {
        List<String> all = new ArrayList<>(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        all.addAll(command);
        return all;
    }

    private static int run(List<String> command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
                .waitFor();
    }

    private static Path copy(Path from, Path to) throws IOException, InterruptedException {
        if (run(List.of("cp", "-r", from.toString(), to.toString())) != 0) {
            throw new IOException(from + " cannot be copied to " + to);
        }
        return to;
    }

    /** A line of {@code elasticsearch.yml}. */
    public ElasticsearchServer with(String setting, Object value) {
        settings.put(setting, value.toString());
        return this;
    }

    /** The heap, 512m if nothing is said. */
    public ElasticsearchServer withHeap(String size) {
        heap = size;
        return this;
    }

    /** A file of its configuration directory, to which settings may refer by its name; also while it runs. */
    public ElasticsearchServer withFile(Path file) throws IOException {
        Path config = Files.createDirectories(directory.resolve("config"));
        Files.copy(file, config.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        return this;
    }

    /** A user of a role; to be called before the start, with security switched on. */
    public ElasticsearchServer withUser(String user, String password, String role) throws IOException, InterruptedException {
        prepare();
        Process tool = launch(List.of(distribution.resolve("bin/elasticsearch-users").toString(), "useradd", user,
                "-p", password, "-r", role), directory.resolve("users.log"));
        if (tool.waitFor() != 0) {
            throw new IllegalStateException(Files.readString(directory.resolve("users.log")));
        }
        return this;
    }

    /** Starts it, again on the same port if it ran before, and waits until it takes requests. */
    public ElasticsearchServer start() throws IOException, InterruptedException {
        launchServer();
        try {
            awaitStarted();
        } catch (IOException | RuntimeException e) {
            kill();
            throw e;
        }
        return this;
    }

    private void launchServer() throws IOException, InterruptedException {
        prepare();
        settings.put("http.port", port == 0 ? "0" : Integer.toString(port));
        settings.put("transport.port", "0");
        List<String> yaml = new ArrayList<>();
        settings.forEach((name, value) -> yaml.add(name + ": " + value));
        Files.write(directory.resolve("config/elasticsearch.yml"), yaml);
        process = launch(List.of(distribution.resolve("bin/elasticsearch").toString()), log());
    }

    private void prepare() throws IOException, InterruptedException {
        for (String name : List.of("config", "data", "logs", "tmp")) {
            Files.createDirectories(directory.resolve(name));
        }
        for (String name : FILES) {
            Path file = directory.resolve("config").resolve(name);
            if (!Files.exists(file)) {
                Files.copy(distribution.resolve("config").resolve(name), file);
            }
        }
        if (isRoot() && run(List.of("chown", "-R", NOBODY + ":" + NOBODY, directory.toString())) != 0) {
            throw new IOException(directory + " cannot be given to nobody");
        }
    }

    private Process launch(List<String> command, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(isRoot() ? asNobody(command) : command).directory(directory.toFile())
                .redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(Map.of("HOME", directory.toString(), "ES_JAVA_HOME", java.toString(), "ES_PATH_CONF",
                directory.resolve("config").toString(), "ES_TMPDIR", directory.resolve("tmp").toString(), "ES_JAVA_OPTS",
                "-Xms" + heap + " -Xmx" + heap));
        return builder.start();
    }

    private Path log() {
        return directory.resolve("server.log");
    }

    private void awaitStarted() throws IOException, InterruptedException {
        long began = System.nanoTime();
        while (!hasStarted()) {
            if (!process.isAlive() || System.nanoTime() - began > TimeUnit.SECONDS.toNanos(START_SECONDS)) {
                List<String> lines = Files.readAllLines(log());
                List<String> end = lines.subList(Math.max(0, lines.size() - 40), lines.size());
                throw new IllegalStateException("Elasticsearch does not start; the end of its log:\n" + String.join("\n", end));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** It says at which port it is, and then that it has started. */
    private boolean hasStarted() throws IOException {
        try (BufferedReader log = new BufferedReader(new InputStreamReader(Files.newInputStream(log())))) {
            boolean started = false;
            for (String line = log.readLine(); line != null; line = log.readLine()) {
                if (line.contains("AbstractHttpServerTransport") && line.contains("publish_address {")) {
                    port = Integer.parseInt(line.replaceAll(".*publish_address \\{[^}]*:(\\d+)}.*", "$1"));
                } else if (line.contains("] started {")) {
                    started = true;
                }
            }
            return started;
        }
    }

    /** The port of its HTTP interface; it keeps it over restarts. */
    public int port() {
        return port;
    }

    /** Ends it as a power cut would end it. */
    public void kill() throws InterruptedException {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        all.forEach(handle -> handle.onExit().join());
    }

    @Override
    public void close() throws IOException {
        try {
            if (process != null) {
                kill();
            }
            run(List.of("rm", "-rf", directory.toString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
