/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.parse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.interceptor.Interceptor;
import org.flumecamel.core.interceptor.InterceptorEndpoint;
import org.flumecamel.core.interceptor.ParserOptions.Target;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Lines per second on one core: batches of 600 real access log lines through a step, one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 2, jvmArgsAppend = { "-Xmx1g", "-XX:+UseSerialGC" })
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class ParsingBenchmark {

    private static final int LINES = 600;

    @Param({ "access_log", "grok" })
    public String type;
    @Param({ "headers", "body" })
    public Target target;

    private final CamelContext context = new DefaultCamelContext();
    private Interceptor interceptor;
    private EventBatch batch;

    @Setup
    public void start() throws IOException {
        context.start();
        InterceptorEndpoint endpoint = context.getEndpoint("flume-interceptor:" + type
                                                           + (type.equals("grok") ? "?expression=%{COMBINEDAPACHELOG}" : ""),
                InterceptorEndpoint.class);
        endpoint.getParserOptions().setTarget(target);
        interceptor = new ParserProvider().create(endpoint);
        Path sample = Path.of(System.getProperty("flumecamel.root"), "routes/sample/access.log");
        List<String> lines = Files.readAllLines(sample);
        batch = EventBatch.of(lines.stream().map(Event::of).toList());
        if (batch.size() != LINES || interceptor.intercept(batch).get(0).headers().containsKey("parse_error")) {
            throw new IllegalStateException("not " + LINES + " lines that can be read");
        }
    }

    @TearDown
    public void stop() {
        context.stop();
    }

    @Benchmark
    @OperationsPerInvocation(LINES)
    public EventBatch parse() {
        return interceptor.intercept(batch);
    }
}
