/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.flumecamel.agent.fault.Flow;
import org.flumecamel.agent.fault.JavaProcess;
import org.flumecamel.agent.fault.PackagedAgent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The two tiers that {@code docs/remote-brokers.md} shows, with its settings, its brokers and its routes: an agent that
 * tails, a pair of brokers, an agent that delivers. The delivering agent is killed, and the broker that serves.
 */
class TwoTiersIT {

    private static final Path FOLDER = Path.of(System.getProperty("agent.folder"));
    private static final long BATCH = 1000;
    /** Seconds: two brokers and two agents start and find each other. */
    private static final long PATIENCE = 120;
    private static final Pattern AGAIN = Pattern.compile("(\\d+) events that are delivered already are delivered again");

    @TempDir
    private Path directory;

    @Test
    void theDocumentedTiersDeliverEverything() throws Exception {
        Path in = Files.createDirectories(directory.resolve("in"));
        Path out = Files.createDirectories(directory.resolve("out"));
        try (BrokerPair pair = new BrokerPair(directory.resolve("brokers"))) {
            pair.start(0);
            pair.start(1);
            Tier sources = tier("sources", 0, pair, in, out);
            Tier sinks = tier("sinks", 1, pair, in, out);
            try (JavaProcess tailing = sources.start();
                 Flow flow = new Flow(sinks::start, in, out, sources.positions(), 1000)) {
                flow.launch();
                flow.awaitFresh(PATIENCE);
                flow.kill();
                flow.launch();
                flow.awaitFresh(PATIENCE);
                pair.kill(0);
                flow.awaitFresh(PATIENCE);
                tailing.requireAlive();
                assertThat(flow.end()).isEmpty();
                assertThat(flow.arrivals().again()).as("in work at one of the two kills")
                        .isLessThanOrEqualTo(BATCH + Math.max(BATCH, sinks.toldOf()));
                assertThat(tailing.stop()).as("exit code of the first tier").isZero();
            }
        }
    }

    /** An agent of one tier. */
    private record Tier(Path home, Path routes, Path positions) {

        JavaProcess start() throws IOException {
            return PackagedAgent.start(FOLDER, List.of("-Xmx256m"), Map.of("flume.home", home), routes, home);
        }

        /** How many events it has said it delivers again. A broker that is slow to answer counts as lost once more. */
        long toldOf() throws IOException {
            return AGAIN.matcher(Files.readString(home.resolve("agent.log"))).results()
                    .mapToLong(found -> Long.parseLong(found.group(1))).sum();
        }
    }

    private Tier tier(String name, int example, BrokerPair pair, Path in, Path out) throws IOException {
        Path home = PackagedAgent.home(FOLDER, directory.resolve(name));
        Files.writeString(home.resolve("config/application.properties"),
                "\n" + pair.here(RemoteBrokersPage.block("properties", 0)), StandardOpenOption.APPEND);
        Path positions = home.resolve("state/access.json");
        String routes = RemoteBrokersPage.block("yaml", example);
        routes = routes.replace("/var/log/nginx/access.*\\.log", in + "/app\\.log(\\.\\d+)?")
                .replace("/var/lib/flume-camel/access.json", positions.toString())
                .replace("/srv/archive", out.toString());
        return new Tier(home, Files.writeString(home.resolve(name + ".yaml"), routes), positions);
    }
}
