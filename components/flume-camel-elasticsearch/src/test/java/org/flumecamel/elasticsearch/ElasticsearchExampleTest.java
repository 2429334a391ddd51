/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.elasticsearch;

import java.util.List;
import java.util.stream.Collectors;

import org.apache.camel.support.PluginHelper;
import org.flumecamel.core.EventBatch;
import org.flumecamel.testkit.DocumentedExample;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ElasticsearchExampleTest extends ElasticsearchTestSupport {

    @Test
    void theExampleOfThePageRuns() throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(
            PluginHelper.getResourceLoader(context).resolveResource("classpath:camel/flume-retry.yaml"));
        List<String> options = SecuredServer.options();
        String connection = options.stream().map(option -> option.replaceFirst("=", ": '") + "'")
            .collect(Collectors.joining("\n              "));
        routes(DocumentedExample.of("flume-elasticsearch").replace("hostAddresses: es1:9200,es2:9200", connection)
            .replace("weblogs-", index + "-").replace("jms:queue:web", "seda:web"));
        EventBatch batch = EventBatch.of(event("one", "id", "1", "timestamp", "1772712000000"),
            event("two", "id", "2", "timestamp", "1772712000000"), event("two again", "id", "2", "timestamp", "1772712000000"));
        context.createProducerTemplate().sendBody("flume-channel:seda:web", batch);
        await().until(() -> SecuredServer.documents(index + "-2026.03.05").size() == 2);
        context.stop();
        assertThat(SecuredServer.hits(index + "-2026.03.05")).extracting(hit -> hit.path("_id").asText())
            .containsExactly("1", "2");
    }
}
