/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Several threads write to the same buckets while files roll, are pushed out, and break. */
class HdfsConcurrencyTest extends HdfsTestSupport {

    private static final int BATCHES = 100;
    private static final int SIZE = 30;

    private int sendUntilDelivered(int batch) {
        Exchange exchange = send(inTurn(batch * SIZE, (batch + 1) * SIZE, 5));
        int tries = 1;
        while (exchange.getException() != null && tries < 1000) {
            exchange.setException(null);
            context.createFluentProducerTemplate().to("direct:in").withExchange(exchange).send();
            tries++;
        }
        return tries;
    }

    @Test
    void everyEventIsDeliveredOnce() throws Exception {
        Set<String> failed = ConcurrentHashMap.newKeySet();
        // each seventeenth event fails at its first try
        serializer.breakAt(event -> {
            String body = event.bodyAsString(StandardCharsets.UTF_8);
            return Integer.parseInt(body) % 17 == 0 && failed.add(body);
        });
        sink("/%{b}", "serializer: '#breakable'", "maxOpenFiles: 3", "rollCount: 11", "rollInterval: 1");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        int tries = 0;
        try {
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < BATCHES; i++) {
                int batch = i;
                tasks.add(() -> sendUntilDelivered(batch));
            }
            for (Future<Integer> done : threads.invokeAll(tasks)) {
                tries += done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(tries).as("batches were really sent again").isGreaterThan(BATCHES);
        context.stop();
        assertThat(names()).noneMatch(name -> name.endsWith(".tmp"));
        assertThat(lines()).containsExactlyInAnyOrderElementsOf(texts(0, BATCHES * SIZE));
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("b0", "b1", "b2", "b3", "b4");
    }
}
