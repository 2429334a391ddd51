/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.apache.camel.builder.RouteBuilder;
import org.flumecamel.file.DurableProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flumecamel.file.taildir.Tail.lines;

/** Whatever a route makes of a batch, each put has an id of its own, and the same one after a crash. */
class TaildirPutIdTest {

    @TempDir
    private Path directory;
    private Tail tail;
    private DurableProbe probe;

    @BeforeEach
    void setUp() throws Exception {
        probe = new DurableProbe().hold();
        tail = new Tail(directory).with("batchSize", 10);
    }

    @AfterEach
    void tearDown() {
        tail.close();
    }

    /** Sends each batch on to a route, runs it, and runs it once more after a crash. */
    private void runTwice(Supplier<RouteBuilder> route, int offers) throws Exception {
        tail.to(exchange -> exchange.getContext().createFluentProducerTemplate().withExchange(exchange).to("direct:in").send());
        tail.start(route.get());
        Tail.await().until(() -> probe.offered() >= offers);
        tail.expectNothingMore();
        assertThat(probe.offered()).isEqualTo(offers);
        assertThat(probe.suppressed()).as("in the first run").isZero();
        tail.stop();
        tail.start(route.get());
        Tail.await().until(() -> probe.offered() >= 2 * offers);
        tail.stop();
    }

    private abstract class Route extends RouteBuilder {
        @Override
        public void configure() {
            errorHandler(noErrorHandler());
            from("direct:a").process(probe);
            from("direct:b").process(probe);
            steps();
        }

        abstract void steps();
    }

    @Test
    void branchesOfASelectorInOneChannel() throws Exception {
        // lines of the same content go both ways, as the interceptor before the selector makes them differ in a header only
        tail.append("app.log", "x 1\nx 2\ny 1\nx 1\ny 2\n");
        runTwice(() -> new Route() {
            @Override
            void steps() {
                from("direct:in").to("flume-interceptor:regex_extractor?regex=(.) .&serializers=s1&serializers.s1.name=way")
                        .to("flume-interceptor:search_replace?searchPattern=^. &replaceString=")
                        .to("flume-selector:way?mapping.x=direct:a&mapping.y=direct:b");
            }
        }, 5);
        assertThat(probe.lines()).containsExactlyInAnyOrder("1", "2", "1", "1", "2");
        assertThat(probe.suppressed()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void branchesOfAMulticastInOneChannel(boolean parallel) throws Exception {
        tail.appendLines("app.log", "a", 0, 30);
        runTwice(() -> new Route() {
            @Override
            void steps() {
                from("direct:in").multicast().parallelProcessing(parallel).stopOnException().to("direct:a", "direct:b");
            }
        }, 60);
        assertThat(probe.lines()).containsAll(lines("a", 0, 30)).hasSize(60);
        assertThat(probe.suppressed()).isEqualTo(60);
    }

    @Test
    void oneBranchAfterTheOther() throws Exception {
        tail.appendLines("app.log", "a", 0, 30);
        runTwice(() -> new Route() {
            @Override
            void steps() {
                from("direct:in").to("direct:a").to("flume-interceptor:static?key=k&value=v").to("direct:b");
            }
        }, 60);
        assertThat(probe.lines()).hasSize(60);
        assertThat(probe.suppressed()).isEqualTo(60);
    }

    @Test
    void theOrderOfBranchesDoesNotMatter() throws Exception {
        tail.appendLines("app.log", "a", 0, 10);
        AtomicInteger run = new AtomicInteger();
        runTwice(() -> new Route() {
            @Override
            void steps() {
                boolean first = run.getAndIncrement() == 0;
                from("direct:in").to("flume-interceptor:regex_extractor?regex=(.)$&serializers=s1&serializers.s1.name=last")
                        .to("flume-selector:last?" + (first ? "mapping.1=direct:a&default=direct:b"
                                : "mapping.2=direct:a&default=direct:b"));
            }
        }, 10);
        // the parts are others than before the crash: none is suppressed, and none is taken for another
        assertThat(probe.suppressed()).isZero();
        assertThat(probe.lines()).hasSize(20).containsAll(lines("a", 0, 10));
    }

    @Test
    void headersDoNotCount() throws Exception {
        tail.appendLines("app.log", "a", 0, 30);
        runTwice(() -> new Route() {
            @Override
            void steps() {
                from("direct:in").to("flume-interceptor:timestamp").to("flume-interceptor:host").to("direct:a");
            }
        }, 30);
        assertThat(probe.suppressed()).isEqualTo(30);
    }

    @Test
    void whatAFilterLeavesIsKnownAgain() throws Exception {
        tail.appendLines("app.log", "a", 0, 30);
        runTwice(() -> new Route() {
            @Override
            void steps() {
                from("direct:in").to("flume-interceptor:regex_filter?regex=[02468]$").to("direct:a");
            }
        }, 15);
        assertThat(probe.suppressed()).isEqualTo(15);
    }

    @Test
    void replacedBodiesAreKnownAgain() throws Exception {
        tail.appendLines("app.log", "a", 0, 30);
        runTwice(() -> new Route() {
            @Override
            void steps() {
                from("direct:in").to("flume-interceptor:search_replace?searchPattern=a&replaceString=b").to("direct:a");
            }
        }, 30);
        assertThat(probe.lines()).isEqualTo(lines("b", 0, 30));
        assertThat(probe.suppressed()).isEqualTo(30);
    }

    @Test
    void anotherConfigurationAfterTheCrashRepeatsRatherThanLoses() throws Exception {
        tail.appendLines("app.log", "a", 0, 30);
        AtomicInteger run = new AtomicInteger();
        runTwice(() -> new Route() {
            @Override
            void steps() {
                from("direct:in").to("flume-interceptor:search_replace?searchPattern=a&replaceString=" + run.getAndIncrement())
                        .to("direct:a");
            }
        }, 30);
        assertThat(probe.suppressed()).isZero();
        assertThat(probe.lines()).containsAll(lines("1", 0, 30));
    }

    @Test
    void splitEventsAreKnownAgain() throws Exception {
        tail.append("app.log", "same\nsame\nother\n");
        runTwice(() -> new Route() {
            @Override
            void steps() {
                from("direct:in").split(body()).to("direct:a");
            }
        }, 3);
        assertThat(probe.lines()).isEqualTo(List.of("same", "same", "other"));
        assertThat(probe.suppressed()).isEqualTo(3);
    }

    @Test
    void aBatchThatIsRefusedAndSentAgainHasTheSameIds() throws Exception {
        tail.with("backoffSleepIncrement", 20).appendLines("app.log", "a", 0, 10);
        AtomicInteger attempts = new AtomicInteger();
        tail.to(exchange -> {
            probe.process(exchange);
            if (attempts.getAndIncrement() < 3) {
                throw new IllegalStateException("refused after it was put");
            }
        });
        tail.start();
        probe.expect(40, 30, lines("a", 0, 10));
    }
}
