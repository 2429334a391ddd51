/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.exec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.flumecamel.core.counter.Counters;
import org.flumecamel.testkit.FlumeTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ExecSourceTest extends FlumeTestSupport {

    @TempDir
    private Path directory;

    private void start(String parameters) throws Exception {
        routes("""
                - route:
                    id: source
                    errorHandler:
                      noErrorHandler: {}
                    from:
                      uri: flume-exec:s1
                      parameters:
                %s      steps:
                        - process:
                            ref: probe
                """.formatted(parameters.indent(8)));
    }

    private List<String> delivered() {
        return texts(probe.events());
    }

    @Test
    void eachLineIsAnEvent() throws Exception {
        start("command: seq 1 250\nbatchSize: 100");
        await().until(() -> probe.count() == 250);
        assertThat(delivered()).isEqualTo(IntStream.rangeClosed(1, 250).mapToObj(String::valueOf).toList());
        assertThat(probe.batches()).extracting(batch -> batch.size()).containsExactly(100, 100, 50);
    }

    @Test
    void aShellUnderstandsPipesAndQuotes() throws Exception {
        start("shell: /bin/sh -c\ncommand: echo 'one  two' | tr o 0");
        await().until(() -> probe.count() == 1);
        assertThat(delivered()).containsExactly("0ne  tw0");
    }

    @Test
    void withoutAShellNothingIsSpecial() throws Exception {
        start("command: \"echo $HOME | tr o 0\"");
        await().until(() -> probe.count() == 1);
        assertThat(delivered()).containsExactly("$HOME | tr o 0");
    }

    @Test
    void aBatchIsSentWhenItHasWaitedLongEnough() throws Exception {
        start("shell: /bin/sh -c\ncommand: echo one; exec sleep 1000\nbatchTimeout: 100");
        await().until(() -> probe.count() == 1);
    }

    @Test
    void itIsRunAgainWhenAskedTo() throws Exception {
        start("command: echo again\nrestart: true\nrestartThrottle: 50");
        await().until(() -> probe.count() >= 3);
    }

    @Test
    void itIsRunOnceOtherwise() throws Exception {
        Path runs = directory.resolve("runs");
        start("shell: /bin/sh -c\ncommand: echo run >> " + runs + "; echo once; exit 3\nrestartThrottle: 50");
        await().until(() -> probe.count() == 1);
        await().during(Duration.ofMillis(300)).until(() -> Files.readAllLines(runs).size() == 1);
        context.getRouteController().stopRoute("source");
        context.getRouteController().startRoute("source");
        await().until(() -> probe.count() == 2);
    }

    @Test
    void theWholeProcessTreeEndsWithTheRoute() throws Exception {
        Path pids = directory.resolve("pids");
        start("shell: /bin/sh -c\nbatchTimeout: 50\ncommand: RAW(trap '' TERM; sleep 1000 & echo $! >> " + pids
              + "; (echo $$ >> " + pids + "; sleep 1000 | cat) & echo $! >> " + pids + "; echo ready; wait; sleep 1000)");
        await().until(() -> probe.count() == 1 && Files.readAllLines(pids).size() == 3);
        List<ProcessHandle> tree = Files.readAllLines(pids).stream().map(pid -> ProcessHandle.of(Long.parseLong(pid)))
                .flatMap(Optional::stream).toList();
        assertThat(tree).hasSize(3);
        context.getRouteController().stopRoute("source", 10, TimeUnit.SECONDS);
        await().untilAsserted(() -> assertThat(tree).noneMatch(ExecSourceTest::isRunning));
    }

    /** A process that has ended stays in the table until its parent has asked for it. */
    private static boolean isRunning(ProcessHandle process) {
        try {
            return !Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat")).contains(") Z ");
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aLineThatNeverEndsIsCut() throws Exception {
        start("shell: /bin/sh -c\ncommand: head -c 1000000 /dev/zero | tr '\\0' x\nmaxEventBytes: 1000\nbatchSize: 100");
        await().until(() -> probe.count() == 1000);
        assertThat(probe.events()).allSatisfy(event -> assertThat(event.length()).isEqualTo(1000));
        assertThat(probe.events().get(999).headers()).containsEntry("flume.split", "999");
    }

    @Test
    void aCommandWaitsWhileItsRouteTakesNothing() throws Exception {
        Path progress = directory.resolve("progress");
        probe.block();
        start("shell: /bin/sh -c\nmaxUnacknowledgedEvents: 100\ncommand: i=0; while [ $i -lt 40 ]; do head -c 100000 /dev/zero"
              + " | tr '\\0' y; echo; i=$((i+1)); echo $i > " + progress + "; done");
        await().until(() -> Files.exists(progress));
        String[] last = { "" };
        await().during(Duration.ofMillis(500)).until(() -> {
            String now = Files.readString(progress);
            boolean same = now.equals(last[0]);
            last[0] = now;
            return same;
        });
        assertThat(Integer.parseInt(last[0].trim())).isLessThan(40);
        probe.unblock();
        await().until(() -> probe.count() == 40);
    }

    @Test
    void whatIsLostAtAStopIsCounted() throws Exception {
        probe.failNext(Integer.MAX_VALUE);
        start("shell: /bin/sh -c\ncommand: seq 1 30; exec sleep 1000\nbatchSize: 10");
        await().until(() -> probe.attempts() > 0);
        context.getRouteController().stopRoute("source", 10, TimeUnit.SECONDS);
        assertThat(Counters.of(context).source("s1").getGenericProcessingFail()).isEqualTo(30);
    }

    @Test
    void whatWasPrintedBeforeAStopIsSent() throws Exception {
        start("shell: /bin/sh -c\ncommand: echo first; echo second; exec sleep 1000\nbatchTimeout: 60000");
        await().until(() -> ((ExecConsumer) context.getRoute("source").getConsumer()).collected() == 2);
        context.getRouteController().stopRoute("source", 10, TimeUnit.SECONDS);
        assertThat(delivered()).containsExactly("first", "second");
    }

    @Test
    void wrongOptionsStopTheStart() {
        assertThatThrownBy(() -> start("command: no-such-program-anywhere"))
                .hasStackTraceContaining("there is no program no-such-program-anywhere");
        assertThatThrownBy(() -> start("command: echo\nshell: /no/shell -c")).hasStackTraceContaining("no program /no/shell");
        assertThatThrownBy(() -> start("command: echo\ncharset: klingon")).hasStackTraceContaining("charset must be");
    }
}
