/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import org.apache.camel.support.PluginHelper;
import org.flumecamel.core.EventBatch;
import org.flumecamel.testkit.DocumentedExample;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HdfsExampleTest extends HdfsTestSupport {

    @Test
    void theExampleOfThePageRuns() throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(
            PluginHelper.getResourceLoader(context).resolveResource("classpath:camel/flume-retry.yaml"));
        routes(DocumentedExample.of("flume-hdfs").replace("file:///data/logs", "file://" + directory));
        EventBatch batch = EventBatch.of(event("one", "host", "n1", "timestamp", "1772712000000"),
            event("two", "host", "n2", "timestamp", "1772712000000"));
        context.createProducerTemplate().sendBody("flume-channel:seda:web", batch);
        await().until(() -> lines().size() == 2);
        context.stop();
        assertThat(names().get(0)).matches("n1/2026-03-05/web\\.\\d{13}\\.log");
        assertThat(names().get(1)).matches("n2/2026-03-05/web\\.\\d{13}\\.log");
    }
}
