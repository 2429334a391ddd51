/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.apache.camel.Exchange;
import org.flumecamel.core.path.OpenFiles;
import org.flumecamel.core.serializer.SerializedEnding;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

class HdfsFailureTest extends HdfsTestSupport {

    private void breakAt(String body) {
        serializer.breakAt(event -> event.bodyAsString(StandardCharsets.UTF_8).equals(body));
    }

    private Exchange again(Exchange exchange) {
        exchange.setException(null);
        return context.createFluentProducerTemplate().to("direct:in").withExchange(exchange).send();
    }

    @Test
    void aFailedBucketDoesNotMakeTheOthersResend() throws Exception {
        sink("/%{b}", "serializer: '#breakable'");
        send(inTurn(0, 10, 5));
        breakAt("17");
        Exchange exchange = send(inTurn(10, 30, 5));
        assertThat(exchange.getException()).hasMessageContaining("k1").hasMessageContaining("4 of 20")
            .hasMessageContaining("/b2/");
        assertThat(lines()).hasSize(26).noneMatch(line -> line.startsWith("UNFINISHED"));
        assertThat(Files.readAllLines(BucketFiles.below(directory.resolve("b2")).get(0))).containsExactly("2", "7");
        serializer.repair();
        assertThat(again(exchange).getException()).isNull();
        for (int bucket = 0; bucket < 5; bucket++) {
            int first = bucket;
            assertThat(BucketFiles.texts(directory.resolve("b" + bucket)))
                .isEqualTo(texts(0, 6).stream().map(i -> "" + (first + 5 * Integer.parseInt(i))).toList());
        }
        assertThat(BucketFiles.below(directory.resolve("b2"))).hasSize(2);
        assertThat(counter().getEventDrainSuccessCount()).isEqualTo(30);
    }

    @Test
    void aFileWithoutAnyAcknowledgedEventIsRemoved() throws Exception {
        sink("", "serializer: '#breakable'");
        breakAt("0");
        assertThat(send(numbers(0, 10)).getException()).isNotNull();
        assertThat(names()).isEmpty();
        assertThat(counter().getConnectionFailedCount()).isEqualTo(1);
    }

    @Test
    void aFailureBehindARollKeepsWhatWasClosed() throws Exception {
        sink("", "serializer: '#breakable'", "rollCount: 4");
        breakAt("9");
        Exchange exchange = send(numbers(0, 12));
        assertThat(lines()).isEqualTo(texts(0, 8));
        serializer.repair();
        assertThat(again(exchange).getException()).isNull();
        assertThat(lines()).isEqualTo(texts(0, 12));
    }

    @Test
    void aBucketWhoseDirectoryCannotBeMadeFailsAlone() throws Exception {
        sink("/%{b}");
        Path obstacle = Files.writeString(directory.resolve("b1"), "a file");
        Exchange exchange = send(inTurn(0, 10, 2));
        assertThat(exchange.getException()).hasMessageContaining("/b1");
        assertThat(BucketFiles.texts(directory.resolve("b0"))).containsExactly("0", "2", "4", "6", "8");
        Files.delete(obstacle);
        assertThat(again(exchange).getException()).isNull();
        assertThat(BucketFiles.texts(directory.resolve("b0"))).containsExactly("0", "2", "4", "6", "8");
        assertThat(BucketFiles.texts(directory.resolve("b1"))).containsExactly("1", "3", "5", "7", "9");
    }

    @Test
    void nothingIsOverwritten() throws Exception {
        sink("", "rollCount: 1");
        send(numbers(0, 1));
        String open = names().get(0);
        long number = Long.parseLong(open.replaceAll("\\D", ""));
        Files.writeString(directory.resolve("FlumeData." + number), "mine\n");
        Files.writeString(directory.resolve("FlumeData." + (number + 1)), "mine\n");
        Files.writeString(directory.resolve("FlumeData." + (number + 2) + ".tmp"), "mine\n");
        send(numbers(1, 3));
        context.stop();
        assertThat(names()).containsExactly("FlumeData." + number, "FlumeData." + number + ".1", "FlumeData." + (number + 1),
            "FlumeData." + (number + 2) + ".tmp", "FlumeData." + (number + 3), "FlumeData." + (number + 4));
        assertThat(lines()).containsExactly("mine", "0", "mine", "mine", "1", "2");
    }

    @Test
    void aFileThatCannotBeRenamedIsTriedAgainInTheBackground() throws Exception {
        sink("/day/%{b}", "retryInterval: 1", "rollCount: 5");
        send(inTurn(0, 5, 1));
        Path bucket = directory.resolve("day/b0");
        Path aside = directory.resolve("day/aside");
        // the target's directory is gone for a while: the rename fails, the events are safe in the open file
        Files.move(bucket, aside);
        Files.writeString(bucket, "in the way");
        assertThat(send(event("5", "b", "b1")).getException()).isNull();
        Exchange blocked = send(inTurn(5, 6, 1));
        assertThat(blocked.getException()).isNotNull();
        assertThat(counter().getConnectionFailedCount()).isPositive();
        Files.delete(bucket);
        Files.move(aside, bucket);
        await().until(() -> names().stream().anyMatch(name -> name.matches("day/b0/FlumeData\\.\\d+")));
        assertThat(again(blocked).getException()).isNull();
        assertThat(BucketFiles.texts(bucket)).isEqualTo(texts(0, 6));
    }

    @Test
    void filesOfACrashedProcessAreFinishedAtTheStart() throws Exception {
        Path day = Files.createDirectory(directory.resolve("day"));
        try (OpenFiles crashed = OpenFiles.claim(directory, "flume-hdfs-k1")) {
            for (String name : List.of("torn", "whole", "empty", "onlytorn", "gone", "text")) {
                crashed.opening("file:" + day + "/" + name + ".tmp", "file:" + day + "/" + name,
                    "text".equals(name) ? SerializedEnding.UNKNOWN : SerializedEnding.LINES);
            }
        }
        Files.writeString(day.resolve("torn.tmp"), "one\ntwo\nthr");
        Files.writeString(day.resolve("whole.tmp"), "one\ntwo\n");
        Files.writeString(day.resolve("empty.tmp"), "");
        Files.writeString(day.resolve("onlytorn.tmp"), "on");
        Files.writeString(day.resolve("text.tmp"), "one{two");
        Files.writeString(day.resolve("somebody.tmp"), "else");
        sink("/%{b}");
        assertThat(names()).containsExactly("day/somebody.tmp", "day/text", "day/torn", "day/whole");
        assertThat(day.resolve("torn")).hasContent("one\ntwo\n");
        assertThat(day.resolve("text")).hasContent("one{two");
        context.stop();
        assertThat(directory.toFile().list()).containsExactly("day");
    }

    @Test
    void stopDoesNotWaitForTheNextTry() throws Exception {
        sink("/day/%{b}", "retryInterval: 1000", "rollCount: 5");
        send(inTurn(0, 5, 1));
        Path bucket = directory.resolve("day/b0");
        Path aside = directory.resolve("day/aside");
        Files.move(bucket, aside);
        Files.writeString(bucket, "in the way");
        assertThat(send(inTurn(5, 6, 1)).getException()).isNotNull();
        Files.delete(bucket);
        Files.move(aside, bucket);
        assertTimeout(Duration.ofSeconds(5), () -> context.stop());
        assertThat(names()).singleElement().asString().matches("day/b0/FlumeData\\.\\d+");
        assertThat(directory.toFile().list()).containsExactly("day");
    }

    @Test
    void aFileThatSomebodyRemovedIsGivenUp() throws Exception {
        sink("");
        send(numbers(0, 10));
        Files.delete(BucketFiles.below(directory).get(0));
        context.stop();
        assertThat(counter().getConnectionFailedCount()).isEqualTo(1);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void rangesOfEventsAreFlushedEvenIfTheirFileIsClosedMeanwhile() throws Exception {
        sink("/%{b}", "maxOpenFiles: 1", "serializer: '#breakable'");
        breakAt("7");
        Exchange exchange = send(inTurn(0, 10, 2));
        assertThat(exchange.getException()).isNotNull();
        assertThat(lines()).noneMatch(line -> line.startsWith("UNFINISHED"));
        serializer.repair();
        assertThat(again(exchange).getException()).isNull();
        assertThat(lines()).containsExactlyInAnyOrderElementsOf(texts(0, 10));
    }
}
