/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.interceptor;

import java.util.UUID;
import java.util.stream.IntStream;

import org.apache.camel.builder.RouteBuilder;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.EventBatches;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UuidInterceptorTest extends InterceptorTestSupport {

    private static EventBatch batch(int size) {
        return EventBatch.of(IntStream.range(0, size).mapToObj(i -> event("e" + i, "env", "test")).toList());
    }

    @Test
    void eachEventGetsAnIdentifierOfItsOwn() throws Exception {
        start("uuid");
        EventBatch batch = intercept(batch(1000));
        assertThat(batch).extracting(event -> event.headers().get("id")).doesNotHaveDuplicates().allSatisfy(id -> {
            UUID uuid = UUID.fromString(id);
            assertThat(uuid.version()).isEqualTo(4);
            assertThat(uuid.variant()).isEqualTo(2);
        });
        assertThat(batch).allSatisfy(event -> assertThat(event.headers()).containsEntry("env", "test").hasSize(2));
        assertThat(bodies(batch)).isEqualTo(bodies(batch(1000)));
    }

    @Test
    void anIdentifierThatIsThereIsKept() throws Exception {
        start("UUID");
        EventBatch once = intercept(batch(5));
        assertThat(intercept(once)).isSameAs(once);
    }

    @Test
    void itIsReplacedIfToldSo() throws Exception {
        start("org.apache.flume.sink.solr.morphline.UUIDInterceptor$Builder", "preserveExisting", "false");
        assertThat(intercept(event("x", "id", "old")).headers().get("id")).hasSize(36);
    }

    @Test
    void headerAndPrefix() throws Exception {
        start("uuid", "headerName", "_id", "prefix", "dc1-");
        Event event = intercept(event("x"));
        assertThat(event.headers()).containsOnlyKeys("_id");
        assertThat(event.headers().get("_id")).startsWith("dc1-").hasSize(40);
    }

    @Test
    void aStepThatIsTriedAgainSeesTheSameIdentifiers() throws Exception {
        EventBatch[] seen = new EventBatch[2];
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(1).redeliveryDelay(0));
                from("direct:in").to("flume-interceptor:uuid").process(exchange -> {
                    boolean first = seen[0] == null;
                    seen[first ? 0 : 1] = EventBatches.from(exchange);
                    if (first) {
                        throw new IllegalStateException("not yet");
                    }
                });
            }
        });
        context.start();
        intercept(batch(3));
        assertThat(seen[1]).extracting(Event::headers).isEqualTo(IntStream.range(0, 3).mapToObj(i -> seen[0].get(i).headers())
                .toList());
    }
}
