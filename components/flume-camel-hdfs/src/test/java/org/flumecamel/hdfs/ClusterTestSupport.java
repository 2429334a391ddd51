/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.util.List;

import org.apache.camel.Exchange;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;

/** A sink {@code k1} behind {@code direct:in} that writes to a directory of its own on the {@link MiniHdfs}. */
abstract class ClusterTestSupport extends HdfsTestSupport {

    protected Path base;

    @BeforeEach
    void newDirectory() {
        base = MiniHdfs.newDirectory();
    }

    /** Starts the sink on a path below the directory. */
    protected void clusterSink(String path, String... options) throws Exception {
        sinkTo(base + path, options);
    }

    protected Exchange again(Exchange exchange) {
        exchange.setException(null);
        return context.createFluentProducerTemplate().to("direct:in").withExchange(exchange).send();
    }

    /** Sends until it works. */
    protected void sendUntilDelivered(Exchange exchange) {
        await().until(() -> exchange.getException() == null || again(exchange).getException() == null);
    }

    protected List<String> clusterNames() throws Exception {
        return MiniHdfs.names(base);
    }

    protected List<String> clusterLines() throws Exception {
        return MiniHdfs.lines(base);
    }
}
