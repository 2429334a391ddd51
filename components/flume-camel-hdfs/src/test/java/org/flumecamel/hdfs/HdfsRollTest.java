/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.flumecamel.core.EventBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HdfsRollTest extends HdfsTestSupport {

    private List<Integer> linesPerFile() throws Exception {
        List<Integer> counts = new ArrayList<>();
        for (Path file : BucketFiles.below(directory)) {
            counts.add(Files.readAllLines(file).size());
        }
        return counts;
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 3, 10, 25, 100 })
    void rollsByCountBeforeTheEventThatIsTooMany(int batchSize) throws Exception {
        sink("", "rollCount: 10");
        for (int i = 0; i < 100; i += batchSize) {
            send(numbers(i, Math.min(100, i + batchSize)));
        }
        assertThat(linesPerFile()).hasSize(10).containsOnly(10);
        assertThat(names().get(9)).endsWith(".tmp");
        assertThat(names().subList(0, 9)).noneMatch(name -> name.endsWith(".tmp"));
        assertThat(counter().getConnectionCreatedCount()).isEqualTo(10);
        assertThat(counter().getConnectionClosedCount()).isEqualTo(9);
        send(numbers(100, 101));
        assertThat(lines()).isEqualTo(texts(0, 101));
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 3, 10, 50 })
    void rollsWhenTheBodiesReachTheSize(int batchSize) throws Exception {
        sink("", "rollSize: 15");
        for (int i = 0; i < 50; i += batchSize) {
            // bodies of four bytes: the fourth reaches 16
            send(numbers(1000 + i, Math.min(1050, 1000 + i + batchSize)));
        }
        assertThat(linesPerFile()).containsExactly(4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 2);
        assertThat(lines()).isEqualTo(texts(1000, 1050));
    }

    @Test
    void whicheverLimitIsReachedFirstRolls() throws Exception {
        sink("", "rollSize: 15", "rollCount: 3");
        send(EventBatch.of(event("x".repeat(20)), event("a"), event("b"), event("c"), event("d".repeat(15)), event("e")));
        assertThat(linesPerFile()).containsExactly(1, 3, 1, 1);
    }

    @Test
    void closesAFileWhenItsTimeIsOver() throws Exception {
        sink("", "rollInterval: 1", "idleTimeout: 0");
        send(numbers(0, 5));
        assertThat(names()).singleElement().asString().endsWith(".tmp");
        await().until(() -> counter().getConnectionClosedCount() == 1);
        assertThat(names()).singleElement().asString().matches("FlumeData\\.\\d+");
        send(numbers(5, 6));
        assertThat(names()).hasSize(2);
        assertThat(lines()).isEqualTo(texts(0, 6));
    }

    @Test
    void closesAnIdleFile() throws Exception {
        sink("", "rollInterval: 0", "idleTimeout: 1");
        send(numbers(0, 5));
        await().until(() -> counter().getConnectionClosedCount() == 1);
        assertThat(names()).singleElement().asString().matches("FlumeData\\.\\d+");
    }

    @Test
    void closesTheLeastRecentlyUsedFileWhenTooManyAreOpen() throws Exception {
        sink("/%{b}", "maxOpenFiles: 3");
        send(inTurn(0, 3, 3));
        send(event("again", "b", "b0"));
        send(event("new", "b", "b3"));
        assertThat(names().stream().filter(name -> name.endsWith(".tmp")).map(name -> name.substring(0, 2)))
            .containsExactly("b0", "b2", "b3");
        send(inTurn(0, 100, 10));
        assertThat(names().stream().filter(name -> name.endsWith(".tmp"))).hasSize(3);
        assertThat(lines()).hasSize(105);
        assertThat(counter().getConnectionCreatedCount() - counter().getConnectionClosedCount()).isEqualTo(3);
    }

    @Test
    void namesOfOpenFilesAreAsConfigured() throws Exception {
        sink("", "inUsePrefix: _", "inUseSuffix: .part", "fileSuffix: .txt");
        send(numbers(0, 1));
        assertThat(names()).singleElement().asString().matches("_FlumeData\\.\\d{13}\\.txt\\.part");
        context.stop();
        assertThat(names()).singleElement().asString().matches("FlumeData\\.\\d{13}\\.txt");
    }

    @Test
    void filesMayHaveTheirFinalNamesFromTheBeginning() throws Exception {
        sink("", "emptyInUseSuffix: true", "rollCount: 1");
        send(numbers(0, 3));
        assertThat(names()).hasSize(3).allMatch(name -> name.matches("FlumeData\\.\\d{13}"));
        context.stop();
        assertThat(lines()).isEqualTo(texts(0, 3));
    }

    @Test
    void stopClosesAndRenamesAll() throws Exception {
        sink("/%{b}");
        send(inTurn(0, 50, 5));
        assertThat(names()).hasSize(5).allMatch(name -> name.endsWith(".tmp"));
        context.stop();
        assertThat(names()).hasSize(5).noneMatch(name -> name.endsWith(".tmp"));
        assertThat(lines()).hasSize(50);
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("b0", "b1", "b2", "b3", "b4");
    }
}
