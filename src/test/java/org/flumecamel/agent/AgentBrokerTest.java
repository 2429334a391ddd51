/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.io.IOException;
import java.nio.file.Path;

import org.flumecamel.broker.EmbeddedBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** When the agent starts its broker, and when not. */
class AgentBrokerTest {

    @TempDir
    Path home;
    private TestAgent agent;
    private Path data;

    @BeforeEach
    void start() throws IOException {
        agent = new TestAgent(home);
        data = home.resolve("broker");
        agent.file("config/application.properties", "flume.broker.dataDirectory = {{flume.home}}/broker",
                "flume.broker.minDiskFree = 0");
    }

    @AfterEach
    void stop() {
        agent.close();
        System.clearProperty("flume.broker.journalType");
        System.clearProperty("flume.broker.memory");
        System.clearProperty("queue");
    }

    @Test
    void aDurableChannelStartsItAndItsEndStopsIt() throws Exception {
        int code = agent.run(routes("jms:queue:c1"), "--exit-when-idle=3");

        assertThat(agent.err()).isEmpty();
        assertThat(code).isEqualTo(ExitCode.OK);
        assertThat(agent.out()).contains("3 events taken from channel c1");
        assertThat(data.resolve("journal")).isNotEmptyDirectory();
        try (EmbeddedBroker next = new EmbeddedBroker()) {
            next.setDataDirectory(data.toString());
            next.start();
        }
    }

    @Test
    void theNameOfTheChannelMayBeAPlaceholder() throws Exception {
        int code = agent.run(routes("{{queue}}"), "--exit-when-idle=3", "-Dqueue=jms:queue:c1");

        assertThat(code).isEqualTo(ExitCode.OK);
        assertThat(agent.out()).contains("3 events taken from channel c1");
        assertThat(data).exists();
    }

    @Test
    void aMemoryChannelDoesNot() throws Exception {
        int code = agent.run(routes("seda:c1"), "--exit-when-idle=3");

        assertThat(code).isEqualTo(ExitCode.OK);
        assertThat(data).doesNotExist();
    }

    @Test
    void aConnectionFactoryOfTheUsersTakesItsPlace() throws Exception {
        Path mine = home.resolve("mine");
        agent.file("config/application.properties", "camel.beans.mine = #class:org.flumecamel.broker.EmbeddedBroker",
                "camel.beans.mine.dataDirectory = " + mine, "flume.broker.dataDirectory = {{flume.home}}/broker");

        int code = agent.run(routes("jms:queue:c1"), "--exit-when-idle=3");

        assertThat(agent.err()).isEmpty();
        assertThat(code).isEqualTo(ExitCode.OK);
        assertThat(agent.out()).contains("3 events taken from channel c1");
        assertThat(data).doesNotExist();
        assertThat(mine.resolve("journal")).isNotEmptyDirectory();
        try (EmbeddedBroker next = new EmbeddedBroker()) {
            next.setDataDirectory(mine.toString());
            next.start();
        }
    }

    @Test
    void ofTwoConnectionFactoriesOneMustBeNamed() throws Exception {
        agent.file("config/application.properties", "camel.beans.one = #class:org.flumecamel.broker.EmbeddedBroker",
                "camel.beans.two = #class:org.flumecamel.broker.EmbeddedBroker");

        agent.run(routes("jms:queue:c1"));

        assertThat(agent.err().strip()).isEqualTo(
                "flume-camel: jms does not know which ConnectionFactory it is to use (one, two): name it with"
                                                          + " camel.component.jms.connection-factory = #bean:<name>");
    }

    @Test
    void aDirectoryInUseStopsTheStart() throws Exception {
        try (EmbeddedBroker other = new EmbeddedBroker()) {
            other.setDataDirectory(data.toString());
            other.start();

            int code = agent.run(routes("jms:queue:c1"));

            assertThat(agent.err()).isEqualTo("flume-camel: The embedded broker cannot start: its data directory " + data
                                              + " is in use by process " + ProcessHandle.current().pid()
                                              + ". Stop that agent, or give this one a directory of its own"
                                              + " (flume.broker.dataDirectory)" + System.lineSeparator());
            assertThat(code).isEqualTo(ExitCode.CONFIGURATION);
        }
    }

    @Test
    void aWrongValueStopsTheStart() throws Exception {
        agent.run(routes("jms:queue:c1"), "-Dflume.broker.memory=plenty");

        assertThat(agent.err().strip()).isEqualTo(
                "flume-camel: flume.broker.memory cannot be plenty: it must be a whole number");
    }

    @Test
    void aValueOutOfRangeStopsTheStart() throws Exception {
        agent.run(routes("jms:queue:c1"), "-Dflume.broker.memory=1000");

        assertThat(agent.err().strip()).isEqualTo(
                "flume-camel: memory of the embedded broker must be at least 8388608 bytes, not 1000");
    }

    @Test
    void anUnknownJournalTypeStopsTheStart() throws Exception {
        agent.run(routes("jms:queue:c1"), "-Dflume.broker.journalType=tape");

        assertThat(agent.err().strip()).isEqualTo(
                "flume-camel: flume.broker.journalType cannot be tape: it must be one of auto, aio, nio");
    }

    private Path routes(String queue) throws IOException {
        return agent.file("a.yaml", "- route:", "    id: in", "    from:", "      uri: timer:t", "      parameters:",
                "        period: 10", "        delay: 0", "        repeatCount: \"3\"", "      steps:", "        - setBody:",
                "            constant:", "              expression: hello", "        - to:",
                "            uri: \"flume-channel:" + queue + "\"",
                "- route:", "    id: out", "    from:", "      uri: \"flume-spooler:" + queue + "\"", "      steps:",
                "        - to:", "            uri: log:out");
    }
}
