/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.remote;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.flumecamel.agent.fault.JavaProcess;

/**
 * The two brokers that {@code docs/remote-brokers.md} shows, as processes of their own on one directory, with TLS and
 * passwords as the page has them. Names and directories are all that is changed.
 */
final class BrokerPair implements AutoCloseable {

    private static final String PASSWORD = "changeit";

    private final Path directory;
    private final int[] ports = new int[2];
    private final JavaProcess[] brokers = new JavaProcess[2];
    private final Path[] logs = new Path[2];

    BrokerPair(Path directory) throws Exception {
        this.directory = Files.createDirectories(directory);
        try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
             ServerSocket second = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ports[0] = first.getLocalPort();
            ports[1] = second.getLocalPort();
        }
        keys();
        String primary = RemoteBrokersPage.block("xml", 0);
        Files.writeString(configuration(0), here(primary));
        Files.writeString(configuration(1), here(second(primary)));
    }

    /** What the page says of the second broker. */
    private static String second(String primary) {
        return primary.replace("<name>broker-a", "<name>broker-b")
                .replace("agents\">tcp://broker-a.example", "agents\">tcp://broker-b.example")
                .replace("<connector-ref>broker-a", "<connector-ref>broker-other")
                .replace("<connector-ref>broker-b", "<connector-ref>broker-a")
                .replace("<connector-ref>broker-other", "<connector-ref>broker-b")
                .replace("primary>", "backup>");
    }

    /** A text of the page with the names and directories of this pair. */
    String here(String text) {
        return text.replace("broker-a.example.com:61617", "127.0.0.1:" + ports[0])
                .replace("broker-b.example.com:61617", "127.0.0.1:" + ports[1])
                .replaceAll("/etc/artemis/broker-[ab]\\.p12", directory.resolve("broker.p12").toString())
                .replaceAll("/etc/(artemis|flume-camel)/brokers\\.p12", directory.resolve("brokers.p12").toString())
                .replace("/srv/events", directory.resolve("events").toString());
    }

    private Path configuration(int broker) {
        return directory.resolve("broker-" + broker + ".xml");
    }

    private void keys() throws Exception {
        keytool("-genkeypair", "-keyalg", "RSA", "-dname", "CN=127.0.0.1", "-ext", "san=ip:127.0.0.1", "-validity", "2",
                "-keystore", "broker.p12");
        keytool("-exportcert", "-keystore", "broker.p12", "-file", "broker.cer");
        keytool("-importcert", "-noprompt", "-keystore", "brokers.p12", "-file", "broker.cer");
    }

    private void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "broker", "-storetype", "PKCS12", "-storepass", PASSWORD));
        Path log = directory.resolve("keytool.log");
        int code = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start().waitFor();
        if (code != 0) {
            throw new IOException("keytool ended with " + code + ": " + Files.readString(log));
        }
    }

    /** Starts a broker and waits until it serves, or stands by for the other one. */
    void start(int broker) throws Exception {
        logs[broker] = directory.resolve("broker-" + broker + "-" + System.nanoTime() + ".log");
        brokers[broker] = JavaProcess.start(List.of("-Xmx256m", "-Dlog4j2.configurationFile=remote/broker-log4j2.properties",
                "-cp", System.getProperty("java.class.path"), RemoteBroker.class.getName(), configuration(broker).toString(),
                "agent", "secret"), directory, logs[broker]);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!isUp(broker)) {
            brokers[broker].requireAlive();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Broker " + broker + " does not start:\n" + brokers[broker].endOfLog());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private boolean isUp(int broker) throws IOException {
        String log = Files.readString(logs[broker]);
        return log.contains("AMQ221007") || log.contains("AMQ221031");
    }

    void kill(int broker) throws InterruptedException {
        brokers[broker].requireAlive();
        brokers[broker].kill();
    }

    @Override
    public void close() {
        for (JavaProcess broker : brokers) {
            if (broker != null) {
                broker.close();
            }
        }
    }
}
