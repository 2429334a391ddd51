/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.elasticsearch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;
import org.flumecamel.testkit.SinkContractTest;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SecuredServer.class)
class ElasticsearchContractTest extends SinkContractTest {

    private static final AtomicInteger INDEXES = new AtomicInteger();

    private final String index = "contract-" + INDEXES.incrementAndGet();

    @Override
    protected String sinkUri(String... options) {
        List<String> all = new ArrayList<>(SecuredServer.options());
        all.add("indexName=" + index);
        all.addAll(List.of(options));
        return "flume-elasticsearch:k1?" + String.join("&", all);
    }

    @Override
    protected List<byte[]> delivered() throws Exception {
        return SecuredServer.documents(index).stream().map(ElasticsearchContractTest::body).toList();
    }

    private static byte[] body(JsonNode document) {
        JsonNode encoded = document.get("message_base64");
        return encoded == null ? document.path("message").asText().getBytes(StandardCharsets.UTF_8)
            : Base64.getDecoder().decode(encoded.asText());
    }

    @Override
    protected boolean carriesLineFeeds() {
        return true;
    }

    @Override
    protected boolean breakTarget() throws Exception {
        block("true");
        return true;
    }

    @Override
    protected void repairTarget() throws Exception {
        block("null");
    }

    private void block(String value) throws Exception {
        SecuredServer.request("PUT", "/" + index + "/_settings", "{\"index.blocks.read_only_allow_delete\":" + value + "}");
    }
}
