/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.fileroll;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.serializer.EventSerializer;
import org.flumecamel.testkit.BreakableSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RolledFileTest {

    @TempDir
    private Path directory;

    private final BreakableSerializer breakable = new BreakableSerializer();
    private RolledFile file;

    @BeforeEach
    void open() throws IOException {
        EventSerializer serializer = breakable.newSerializer(Map.of());
        file = new RolledFile(directory.resolve("f"), null, serializer, false);
    }

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    private static EventBatch batch(String... bodies) {
        EventBatch.Builder batch = new EventBatch.Builder(bodies.length);
        for (String body : bodies) {
            batch.add(Event.of(body));
        }
        return batch.build();
    }

    @Test
    void whatIsWrittenIsInTheFileAtOnce() throws Exception {
        file.write(batch("one", "two"));
        assertThat(directory.resolve("f")).hasContent("one\ntwo\n");
        file.finish();
        assertThat(directory.resolve("f")).hasContent("one\ntwo\n");
    }

    @Test
    void anInterruptDoesNoHarm() throws Exception {
        Thread.currentThread().interrupt();
        file.write(batch("one"));
        file.write(batch("two"));
        file.finish();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(directory.resolve("f")).hasContent("one\ntwo\n");
    }

    @Test
    void anInterruptedThreadTakesBackWhatItHasNotFinished() throws Exception {
        file.write(batch("one"));
        breakable.breakAt(event -> true);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> file.write(batch("two"))).isInstanceOf(IOException.class);
        assertThat(directory.resolve("f")).hasContent("one\ntw");
        file.abandon();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(directory.resolve("f")).hasContent("one\n");
    }
}
