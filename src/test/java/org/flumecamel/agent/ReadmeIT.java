/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.flumecamel.agent.PackagedAgent.Ended;
import org.flumecamel.agent.PackagedAgent.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What README tells people to type does what it says. The build it begins with is the one that runs this test. */
class ReadmeIT {

    private static final Path ROOT = Path.of(System.getProperty("flumecamel.root"));
    private static final Pattern SHELL = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path checkout;

    @Test
    void firstCommandDelivers() throws Exception {
        String[] commands = command(0).split(" && ");
        assertThat(commands[0]).isEqualTo("mvn -q -DskipTests package");
        unpack();

        Ended ended = start(commands[1]).await();

        assertThat(ended.out()).contains("runs 2 routes of src/target/flume-camel/routes/quickstart.yaml")
                .containsPattern("600 events delivered to .*/src/target/flume-camel/data/%Y-%m-%d");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
    }

    @Test
    void secondCommandIsThisBuild() throws Exception {
        assertThat(command(1)).isEqualTo("mvn verify");
    }

    @Test
    void thirdCommandTailsOtherFiles() throws Exception {
        Path logs = Files.createDirectories(checkout.resolve("nginx"));
        Files.writeString(logs.resolve("access.log"), "hello\n");
        unpack();
        String command = command(2).replace("/var/log/nginx", logs.toString())
                .replace("/tmp/logs", checkout.resolve("out").toString());

        Running running = start(command);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(
                () -> assertThat(running.out()).contains("Waiting for more; Ctrl-C stops."));
        running.process().destroy();

        assertThat(running.await().out()).contains("1 event delivered to " + checkout.resolve("out"));
    }

    private static String command(int block) throws Exception {
        List<String> blocks = SHELL.matcher(Files.readString(ROOT.resolve("README.md"))).results()
                .map(found -> found.group(1)).toList();
        assertThat(blocks).hasSize(3);
        return blocks.get(block).strip();
    }

    private void unpack() throws Exception {
        new PackagedAgent(Files.createDirectories(checkout.resolve("src/target/flume-camel")));
    }

    private Running start(String command) throws Exception {
        return PackagedAgent.start(checkout, Map.of("PATH", System.getProperty("java.home") + "/bin:" + System.getenv("PATH")),
                List.of("sh", "-c", "exec " + command));
    }
}
