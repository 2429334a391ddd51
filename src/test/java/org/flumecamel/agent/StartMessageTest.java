/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Each mistake gives one message with file, line, route, option and the nearest valid name. */
class StartMessageTest {

    @TempDir
    Path home;
    private TestAgent agent;

    @BeforeEach
    void start() {
        agent = new TestAgent(home);
    }

    @AfterEach
    void stop() {
        agent.close();
    }

    @Test
    void unknownOptionOfOurs() throws IOException {
        refused(route("flume-channel:seda:c1", "capcity: 10"),
                "a.yaml:9: route r: flume-channel has no option capcity; did you mean capacity?");
    }

    @Test
    void unknownOptionOfCamel() throws IOException {
        refused(route("log:x", "showAl: true"), "a.yaml:9: route r: log has no option showAl; did you mean showAll?");
    }

    @Test
    void unknownOptionNearToNone() throws IOException {
        refused(route("flume-channel:seda:c1", "frobnicate: 10"),
                "a.yaml:9: route r: flume-channel has no option frobnicate"
                        + " (a value that contains & must be written RAW(value))");
    }

    @Test
    void valueOfTheWrongKind() throws IOException {
        refused(route("flume-channel:seda:c1", "capacity: many"),
                "a.yaml:9: route r: flume-channel:seda:c1: capacity cannot be many: it must be a whole number");
    }

    @Test
    void unknownComponent() throws IOException {
        refused(route("flume-chanel:seda:c1", "capacity: 10"),
                "a.yaml:7: route r: there is no component flume-chanel; did you mean flume-channel?");
    }

    @Test
    void unknownComponentNearToNone() throws IOException {
        refused(route("carrier-pigeon:coo", "grain: 10"),
                "a.yaml:7: route r: there is no component carrier-pigeon; if it comes in a jar of its own, put that,"
                                                          + " and what it needs, into lib/ext");
    }

    @Test
    void endpointWithoutName() throws IOException {
        refused(route("\"flume-channel:\"", "capacity: 10"),
                "a.yaml:7: route r: flume-channel:: a name is missing: write flume-channel:<name>");
    }

    @Test
    void placeholderWithoutValue() throws IOException {
        agent.file("config/application.properties", "logs = /var/log");
        refused(route("\"log:{{log}}\"", "showAll: true"),
                "a.yaml:7: route r: {{log}} has no value: set it with -Dlog=<value> or in application.properties;"
                                                           + " did you mean logs?");
    }

    @Test
    void brokenYaml() throws IOException {
        refused(agent.file("a.yaml", "- route:", "    id: r", "    from", "      uri: timer:t"),
                "a.yaml:4: this is not valid YAML: could not find expected ':'");
    }

    @Test
    void unknownStep() throws IOException {
        refused(agent.file("a.yaml", "- route:", "    from:", "      uri: timer:t", "      steps:", "        - tu:",
                "            uri: log:x"), "a.yaml:5: tu is neither a step nor an entry of a route file; did you mean to?");
    }

    @Test
    void unknownKey() throws IOException {
        refused(agent.file("a.yaml", "- route:", "    id: r", "    form:", "      uri: timer:t"),
                "a.yaml:3: route has no key form; did you mean from?");
    }

    @Test
    void unknownKeyOfAStep() throws IOException {
        refused(agent.file("a.yaml", "- route:", "    from:", "      uri: timer:t", "      steps:", "        - to:",
                "            url: log:x"), "a.yaml:6: to has no key url; did you mean uri?");
    }

    @Test
    void optionsInBothPlaces() throws IOException {
        refused(route("log:x?showHeaders=true", "showAll: true"), "a.yaml:7: options are written behind the ? of a uri or under"
                                                                  + " parameters, not in both places");
    }

    @Test
    void unknownBean() throws IOException {
        refused(agent.file("a.yaml", "- route:", "    id: r", "    from:", "      uri: timer:t", "      steps:",
                "        - bean:", "            ref: nobody"),
                "a.yaml:7: route r: No bean could be found in the registry for: nobody");
    }

    @Test
    void unknownRouteConfiguration() throws IOException {
        refused(agent.file("a.yaml", "- route:", "    id: r", "    routeConfigurationId: flume-rety", "    from:",
                "      uri: timer:t", "      steps:", "        - to:", "            uri: log:x"),
                "a.yaml:1: route r: there is no routeConfiguration flume-rety; did you mean flume-retry?");
    }

    @Test
    void routeIdInTwoFiles() throws IOException {
        Path first = route("log:x", "showAll: true");
        Path second = agent.file("b.yaml", "- route:", "    id: r", "    from:", "      uri: timer:u", "      steps:",
                "        - to:", "            uri: log:x");

        int code = agent.run(List.of(first, second));

        assertThat(agent.err()).isEqualTo(
                "flume-camel: " + second + ":1: route id r is taken, by the route at " + first + ":1" + System.lineSeparator());
        assertThat(code).isEqualTo(ExitCode.CONFIGURATION);
    }

    @Test
    void sourceThatDoesNotStart() throws IOException {
        Path missing = home.resolve("nowhere");
        Path file = agent.file("a.yaml", "- route:", "    id: r", "    from:", "      uri: flume-taildir:t",
                "      parameters:", "        filegroups.all: " + missing + "/.*", "      steps:", "        - to:",
                "            uri: log:x");

        int code = agent.run(file);

        assertThat(agent.err()).startsWith(
                "flume-camel: " + file + ":6: route r: flume-taildir:t: filegroups.all: there is no directory " + missing)
                .hasLineCount(1);
        assertThat(code).isEqualTo(ExitCode.CONFIGURATION);
    }

    @Test
    void missingFile() throws IOException {
        route("log:x", "showAll: true");
        Path missing = home.resolve("b.yaml");

        int code = agent.run(missing);

        assertThat(agent.err().strip()).isEqualTo("flume-camel: There is no file " + missing + "; did you mean a.yaml?");
        assertThat(code).isEqualTo(ExitCode.CONFIGURATION);
    }

    @Test
    void folderForAFile() {
        agent.run(home);

        assertThat(agent.err().strip()).isEqualTo("flume-camel: " + home + " is a folder: name the route files in it");
    }

    @Test
    void emptyFile() throws IOException {
        Path empty = agent.file("a.yaml");

        agent.run(empty);

        assertThat(agent.err().strip()).isEqualTo("flume-camel: " + empty + " is empty");
    }

    @Test
    void fileWithoutRoute() throws IOException {
        Path file = agent.file("a.yaml", "- beans:", "    - name: b", "      type: java.lang.Object");

        int code = agent.run(file);

        assertThat(agent.err().strip()).isEqualTo("flume-camel: No route is defined in " + file
                                                  + ": a route file is a list whose entries begin with \"- route:\"");
        assertThat(code).isEqualTo(ExitCode.CONFIGURATION);
    }

    @Test
    void patternWithoutFile() throws IOException {
        agent.file("config/application.properties", "camel.main.routesIncludePattern = file:{{flume.home}}/routes/*.yaml");

        int code = agent.run(List.of());

        assertThat(agent.err().strip()).isEqualTo(
                "flume-camel: No route file matches file:" + home + "/routes/*.yaml: set camel.main.routesIncludePattern in"
                                                  + " application.properties, or name files: flume-camel run <file>...");
        assertThat(code).isEqualTo(ExitCode.CONFIGURATION);
    }

    @Test
    void unknownSetting() throws IOException {
        agent.file("config/application.properties", "camel.main.shutdownTimout = 3");

        int code = agent.run(route("log:x", "showAll: true"));

        assertThat(agent.err().strip()).isEqualTo("flume-camel: there is no setting shutdownTimout (its value is 3): look at"
                                                  + " its name in application.properties");
        assertThat(code).isEqualTo(ExitCode.CONFIGURATION);
    }

    @Test
    void unknownSettingOfTheBroker() throws IOException {
        agent.file("config/application.properties", "flume.broker.minDiskFee = 3");

        int code = agent.run(route("log:x", "showAll: true"));

        assertThat(agent.err().strip()).isEqualTo(
                "flume-camel: there is no setting flume.broker.minDiskFee; did you mean minDiskFree?");
        assertThat(code).isEqualTo(ExitCode.CONFIGURATION);
    }

    @Test
    void missingConfigFolder() throws IOException {
        Path missing = home.resolve("konfig");

        int code = agent.run(route("log:x", "showAll: true"), "--config", missing.toString());

        assertThat(agent.err().strip()).isEqualTo("flume-camel: There is no folder " + missing + ", which --config names");
        assertThat(code).isEqualTo(ExitCode.CONFIGURATION);
    }

    @Test
    void failureFromOutsideIsNoConfigurationMistake() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path file = agent.file("a.yaml", "- beans:", "    - name: server", "      type: java.net.ServerSocket",
                    "      constructors:", "        0: " + taken.getLocalPort(), "        1: 1",
                    "        2: \"#bean:loopback\"", "    - name: loopback", "      type: java.net.InetAddress",
                    "      factoryMethod: getLoopbackAddress", "- route:", "    id: r", "    from:", "      uri: timer:t",
                    "      steps:", "        - bean:", "            ref: server");

            int code = agent.run(file);

            assertThat(agent.err()).contains("Address already in use");
            assertThat(code).isEqualTo(ExitCode.FAILED);
        }
    }

    @Test
    void stackTraceOnlyWhenAsked() throws IOException {
        agent.run(route("log:x", "showAl: true"), "--stacktrace");

        assertThat(agent.err()).contains("\tat org.apache.camel.");
    }

    /** A route with one endpoint, whose uri is in line 7 and whose parameter is in line 9. */
    private Path route(String uri, String parameter) throws IOException {
        return agent.file("a.yaml", "- route:", "    id: r", "    from:", "      uri: timer:t", "      steps:", "        - to:",
                "            uri: " + uri, "            parameters:", "              " + parameter);
    }

    private void refused(Path file, String message) {
        int code = agent.run(file);

        assertThat(agent.err()).isEqualTo("flume-camel: " + file.getParent() + "/" + message + System.lineSeparator());
        assertThat(agent.out()).isEmpty();
        assertThat(code).isEqualTo(ExitCode.CONFIGURATION);
    }
}
