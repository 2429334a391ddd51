/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.camel;

import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class CamelHdfsConsumerTest extends CamelHdfsTestSupport {

    @Test
    void readsAFileInChunksAndMarksIt() throws Exception {
        put("in/a.txt", "0123456789");
        MockEndpoint out = getMockEndpoint("mock:out");
        out.expectedBodiesReceived("0123", "4567", "89");
        readFrom(local("in", "chunkSize=4"));
        out.assertIsSatisfied();
        await().until(() -> names("in").equals(List.of("a.txt.read")));
        Exchange first = out.getExchanges().get(0);
        assertThat(first.getMessage().getHeader(Exchange.FILE_NAME)).isEqualTo("a.txt");
        assertThat(first.getMessage().getHeader(Exchange.FILE_NAME_CONSUMED)).isEqualTo("a.txt");
        assertThat(first.getMessage().getHeader(Exchange.FILE_LENGTH)).isEqualTo(10L);
        assertThat(first.getMessage().getHeader("CamelFileAbsolutePath", String.class)).endsWith("/in/a.txt");
    }

    @Test
    void readsAWholeFileAsAStream() throws Exception {
        put("in/a.txt", "0123456789".repeat(1000));
        MockEndpoint out = getMockEndpoint("mock:out");
        StringBuilder read = new StringBuilder();
        out.whenAnyExchangeReceived(exchange -> read.append(
                new String(exchange.getMessage().getBody(InputStream.class).readAllBytes(), UTF_8)));
        readFrom(local("in", "streamDownload=true"));
        await().until(() -> names("in").equals(List.of("a.txt.read")));
        assertThat(read).hasToString("0123456789".repeat(1000));
        assertThat(out.getReceivedCounter()).isEqualTo(1);
    }

    @Test
    void readsWhatThePatternNamesAndNothingElse() throws Exception {
        for (String name : List.of("a.txt", "b.log", "c.txt.opened", "d.txt.read", ".a.txt.crc")) {
            put("in/" + name, name);
        }
        MockEndpoint out = getMockEndpoint("mock:out");
        out.expectedBodiesReceived("a.txt");
        readFrom(local("in", "pattern=*.txt"));
        out.assertIsSatisfied();
        await().until(() -> names("in").contains("a.txt.read"));
        assertThat(names("in")).containsExactly(".a.txt.crc", "a.txt.read", "b.log", "c.txt.opened", "d.txt.read");
    }

    @Test
    void readsOneFile() throws Exception {
        put("in/a.txt", "a");
        put("in/b.txt", "b");
        MockEndpoint out = getMockEndpoint("mock:out");
        out.expectedBodiesReceived("b");
        readFrom(local("in/b.txt"));
        out.assertIsSatisfied();
        await().until(() -> names("in").equals(List.of("a.txt", "b.txt.read")));
    }

    @Test
    void readsTheDirectoryOfAFinishedJobAsOneFile() throws Exception {
        put("in/job/part-0", "a");
        put("in/job/part-1", "b");
        put("in/job/_SUCCESS", "");
        put("in/running/part-0", "x");
        MockEndpoint out = getMockEndpoint("mock:out");
        out.expectedBodiesReceived("ab");
        readFrom(local("in"));
        out.assertIsSatisfied();
        await().until(() -> names("in").equals(List.of("job.read", "running")));
    }

    @Test
    void aFileWhoseRouteFailedIsReadAgain() throws Exception {
        put("in/a.txt", "01");
        AtomicInteger failures = new AtomicInteger();
        MockEndpoint out = getMockEndpoint("mock:out");
        out.whenAnyExchangeReceived(exchange -> {
            if ("1".equals(exchange.getMessage().getBody(String.class)) && failures.incrementAndGet() < 3) {
                throw new IllegalStateException("not yet");
            }
        });
        out.expectedBodiesReceived("0", "1", "0", "1", "0", "1");
        readFrom(local("in", "chunkSize=1"));
        out.assertIsSatisfied();
        await().until(() -> names("in").equals(List.of("a.txt.read")));
    }

    @Test
    void aNameThatComesAgainIsReadAgain() throws Exception {
        put("in/a.txt.read", "old");
        put("in/a.txt", "new");
        MockEndpoint out = getMockEndpoint("mock:out");
        out.expectedBodiesReceived("new");
        readFrom(local("in"));
        out.assertIsSatisfied();
        await().until(() -> names("in").equals(List.of("a.txt.1.read", "a.txt.read")));
    }

    @Test
    void twoConsumersReadEachFileOnce() throws Exception {
        for (int i = 0; i < 50; i++) {
            put("in/" + i, "body " + i);
        }
        MockEndpoint out = getMockEndpoint("mock:out");
        readFrom(local("in"));
        readFrom(local("in", "maxMessagesPerPoll=3"));
        await().until(() -> names("in").stream().allMatch(name -> name.endsWith(".read")));
        assertThat(out.getExchanges()).hasSize(50).extracting(exchange -> exchange.getMessage().getBody(String.class))
                .doesNotHaveDuplicates();
    }

    @Test
    void onlyFilesOfTheOwner() throws Exception {
        put("in/a", "a");
        String me = Files.getOwner(folder.resolve("in/a")).getName();
        MockEndpoint out = getMockEndpoint("mock:out");
        out.expectedMessageCount(1);
        readFrom(local("in", "owner=" + me));
        out.assertIsSatisfied();
        put("other/b", "b");
        readFrom(local("other", "owner=nobody-we-know", "sendEmptyMessageWhenIdle=true"));
        await().until(() -> out.getReceivedCounter() > 3);
        assertThat(names("other")).containsExactly("b");
    }
}
