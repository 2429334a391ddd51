/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

import org.flumecamel.core.EventBatches;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flumecamel.file.spooldir.Spool.await;

/** What a directory with many files costs: {@code -Dflumecamel.spool.files=100000} makes it many. */
class SpooldirManyFilesTest {

    private static final int FILES = Integer.getInteger("flumecamel.spool.files", 1500);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = { "OLDEST", "YOUNGEST", "RANDOM" })
    void eachNameIsLookedAtAFewTimesAtMost(String order) throws Exception {
        AtomicInteger count = new AtomicInteger();
        try (Spool spool = new Spool(directory).with("consumeOrder", order)
                .to(exchange -> count.addAndGet(EventBatches.from(exchange).size()))) {
            for (int i = 0; i < FILES; i++) {
                Files.writeString(spool.dir.resolve("f" + i), "one line of file " + i + "\n");
            }
            long begin = System.nanoTime();
            spool.start();
            await().atMost(Duration.ofMinutes(5)).until(() -> count.get() == FILES);
            System.out.printf("%s: %d files in %d ms, %d listings%n", order, FILES, (System.nanoTime() - begin) / 1_000_000,
                    spool.consumer().directory().listings());
            // the listing they were found with, and the one or two that find no more
            assertThat(spool.consumer().directory().entries()).isLessThanOrEqualTo(5L * FILES);
        }
    }

    @Test
    void nothingIsListedWhileNothingChanges() throws Exception {
        try (Spool spool = new Spool(directory).with("pollDelay", 10)) {
            spool.placeLines("a.log", "a", 0, 1);
            spool.start();
            spool.awaitNames("a.log.COMPLETED");
            SpoolDirectory listed = spool.consumer().directory();
            await().during(Duration.ofMillis(300)).until(new Callable<Boolean>() {
                private int before = -1;

                @Override
                public Boolean call() {
                    int now = listed.listings();
                    boolean same = now == before;
                    before = now;
                    return same;
                }
            });
            spool.placeLines("b.log", "b", 0, 1);
            spool.expect("a-0", "b-0");
        }
    }
}
