/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.apache.camel.Exchange;
import org.apache.camel.spi.Registry;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.counter.Counters;
import org.flumecamel.core.counter.SinkCounter;
import org.flumecamel.testkit.BreakableSerializer;
import org.flumecamel.testkit.FlumeTestSupport;
import org.junit.jupiter.api.io.TempDir;

/** A sink {@code k1} behind {@code direct:in}, below a directory of its own. */
abstract class HdfsTestSupport extends FlumeTestSupport {

    @TempDir
    protected Path directory;

    protected final BreakableSerializer serializer = new BreakableSerializer();

    @Override
    protected void bindToRegistry(Registry registry) throws Exception {
        super.bindToRegistry(registry);
        registry.bind("breakable", serializer);
    }

    /** Starts the sink on a path below the directory. */
    protected void sink(String path, String... options) throws Exception {
        sinkTo("file://" + directory + path, options);
    }

    /** Starts the sink on a path. */
    protected void sinkTo(String path, String... options) throws Exception {
        StringBuilder parameters = new StringBuilder("    path: '" + path + "'\n");
        parameters.append("    openFilesDirectory: '").append(directory).append("/open'\n");
        for (String option : options) {
            parameters.append("    ").append(option).append('\n');
        }
        routes(route("sink", "direct:in", "noErrorHandler: {}",
            "- to:\n    uri: flume-hdfs:k1\n    parameters:\n" + parameters.toString().indent(2)));
    }

    protected Exchange send(EventBatch batch) {
        return context.createFluentProducerTemplate().to("direct:in").withBody(batch).send();
    }

    protected Exchange send(Event... events) {
        return send(EventBatch.of(events));
    }

    protected static Event event(String body, String... headers) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            map.put(headers[i], headers[i + 1]);
        }
        return Event.of(map, body.getBytes());
    }

    /** Events that go to as many buckets in turn. */
    protected static EventBatch inTurn(int from, int to, int buckets) {
        return EventBatch.of(IntStream.range(from, to).mapToObj(i -> event("" + i, "b", "b" + i % buckets)).toList());
    }

    protected SinkCounter counter() {
        return Counters.of(context).sink("k1");
    }

    protected List<String> names() throws Exception {
        return BucketFiles.names(directory);
    }

    protected List<String> lines() throws Exception {
        return BucketFiles.texts(directory);
    }
}
