/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.camel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CamelHdfsSplitTest extends CamelHdfsTestSupport {

    @Test
    void messagesTakeEffectWithoutIdle() throws Exception {
        writeTo(local("out", "splitStrategy=MESSAGES:2"));
        for (String body : List.of("a", "b", "c", "d", "e")) {
            send(body);
        }
        assertThat(names("out")).filteredOn(name -> name.endsWith(".opened")).hasSize(1);
        assertThat(texts("out")).containsExactly("ab", "cd", "e");
        context.getRouteController().stopRoute("writer");
        assertThat(names("out")).hasSize(3).noneMatch(name -> name.endsWith(".opened"));
    }

    @Test
    void bytesTakeEffectWithoutIdle() throws Exception {
        writeTo(local("out", "splitStrategy=BYTES:5,MESSAGES:100"));
        for (String body : List.of("aaa", "bbb", "cccccc", "d")) {
            send(body);
        }
        context.getRouteController().stopRoute("writer");
        assertThat(texts("out")).containsExactly("aaabbb", "cccccc", "d");
    }

    @Test
    void anIdleFileIsClosed() throws Exception {
        writeTo(local("out", "splitStrategy=IDLE:100", "checkIdleInterval=20"));
        send("a");
        await().until(() -> names("out").stream().noneMatch(name -> name.endsWith(".opened")));
        send("b");
        context.getRouteController().stopRoute("writer");
        assertThat(texts("out")).containsExactly("a", "b");
    }

    @Test
    void manyThreadsLoseNothing() throws Exception {
        writeTo(local("out", "splitStrategy=MESSAGES:7,IDLE:1", "checkIdleInterval=1"));
        List<CompletableFuture<Void>> senders = new ArrayList<>();
        for (int sender = 0; sender < 8; sender++) {
            int first = sender * 100;
            senders.add(CompletableFuture.runAsync(() -> IntStream.range(first, first + 100)
                    .forEach(number -> template.sendBody("direct:in", number + "\n"))));
        }
        senders.forEach(CompletableFuture::join);
        context.getRouteController().stopRoute("writer");
        assertThat(names("out")).noneMatch(name -> name.endsWith(".opened"));
        assertThat(texts("out").stream().flatMap(String::lines).map(Integer::valueOf))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 800).boxed().toList());
    }
}
