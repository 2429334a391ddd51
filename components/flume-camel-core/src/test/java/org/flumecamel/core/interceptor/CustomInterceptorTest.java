/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.interceptor;

import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.service.ServiceSupport;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CustomInterceptorTest extends InterceptorTestSupport {

    /** An interceptor as a user writes it. */
    public static class Shouting implements Interceptor {
        private String mark = "";

        public void setMark(String mark) {
            this.mark = mark;
        }

        @Override
        public Event intercept(Event event) {
            String text = event.bodyAsString(UTF_8);
            return text.isEmpty() ? null : event.withBody((text.toUpperCase() + mark).getBytes(UTF_8));
        }
    }

    @Test
    void aClassNamedInTheRoute() throws Exception {
        start("custom", "interceptor", "#class:" + Shouting.class.getName());
        assertThat(bodies(intercept(EventBatch.of(event("a"), event(""), event("b"))))).containsExactly("A", "B");
    }

    @Test
    void aBeanDeclaredBesideTheRoute() throws Exception {
        startYaml("""
                - beans:
                    - name: shouting
                      type: "#class:%s"
                      properties:
                        mark: "!"
                - route:
                    from:
                      uri: direct:in
                      steps:
                        - to:
                            uri: flume-interceptor:custom
                            parameters:
                              interceptor: "#bean:shouting"
                """.formatted(Shouting.class.getName()));
        assertThat(bodies(intercept(EventBatch.of(event("a"))))).containsExactly("A!");
    }

    @Test
    void isStartedAndStoppedIfItIsAService() throws Exception {
        class Counting extends ServiceSupport implements Interceptor {
            private int started;
            private int stopped;

            @Override
            public Event intercept(Event event) {
                return event;
            }

            @Override
            protected void doStart() {
                started++;
            }

            @Override
            protected void doStop() {
                stopped++;
            }
        }
        Counting counting = new Counting();
        start(counting);
        assertThat(counting.started).isEqualTo(1);
        context.stop();
        assertThat(counting.stopped).isEqualTo(1);
    }

    @Test
    void nullInPlaceOfABatchIsAnError() throws Exception {
        start(new Interceptor() {
            @Override
            public Event intercept(Event event) {
                return event;
            }

            @Override
            public EventBatch intercept(EventBatch batch) {
                return null;
            }
        });
        assertThatThrownBy(() -> intercept(event("a"))).rootCause().isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("returned null in place of a batch");
    }

    /** A step that failed half way leaves the batch as it was, so the redelivery does not apply it twice. */
    @Test
    void nothingIsAppliedTwiceOnARedelivery() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        context.getRegistry().bind("mine", (Interceptor) event -> {
            if (calls.incrementAndGet() == 2) {
                throw new IllegalStateException("at the second event");
            }
            return event.withBody((event.bodyAsString(UTF_8) + "!").getBytes(UTF_8));
        });
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(1).redeliveryDelay(0));
                from("direct:in").to("flume-interceptor:custom?interceptor=#mine");
            }
        });
        context.start();
        EventBatch batch = EventBatch.of(event("a"), event("b"));

        assertThat(bodies(intercept(batch))).containsExactly("a!", "b!");
        assertThat(bodies(batch)).containsExactly("a", "b");
        assertThat(calls).hasValue(4);
    }
}
