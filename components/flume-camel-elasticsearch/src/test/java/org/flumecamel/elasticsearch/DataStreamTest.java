/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.elasticsearch;

import java.util.concurrent.CompletableFuture;

import org.apache.camel.Exchange;
import org.flumecamel.core.Event;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DataStreamTest extends ElasticsearchTestSupport {

    private void makeTemplate() throws Exception {
        SecuredServer.request("PUT", "/_index_template/" + index,
            "{\"index_patterns\":[\"" + index + "\"],\"priority\":500,\"data_stream\":{}}");
    }

    @Test
    void eventsGoToADataStream() throws Exception {
        makeTemplate();
        sink("idHeader=id");
        assertThat(send(event("one", "id", "1"), event("two")).getException()).isNull();
        assertThat(send(event("one", "id", "1")).getException()).isNull();
        assertThat(messages()).containsExactly("one", "two");
        assertThat(SecuredServer.hits(index)).extracting(hit -> hit.path("_index").asText())
            .allMatch(name -> name.startsWith(".ds-" + index));
    }

    /** Without the option the server would make an index with a mapping that it guesses. */
    @Test
    void aMissingTemplateIsWaitedFor() throws Exception {
        retryingSink("requireDataStream=true");
        CompletableFuture<Exchange> sent = sendAside(() -> send(Event.of("one")));
        await().until(() -> counter().getEventWriteFail() > 1);
        assertThat(SecuredServer.send("GET", "/" + index, null).statusCode()).isEqualTo(404);
        makeTemplate();
        assertThat(sent.get().getException()).isNull();
        assertThat(messages()).containsExactly("one");
    }

    @Test
    void replacingInADataStreamIsNotTheFaultOfTheEvents() throws Exception {
        makeTemplate();
        sink("opType=INDEX");
        assertThat(send(Event.of("one")).getException()).isNotNull().hasMessageContaining("op_type of create")
            .hasMessageContaining("sent again");
    }

    @Test
    void aMissingPipelineIsWaitedFor() throws Exception {
        retryingSink("pipeline=" + index + "-pipe");
        CompletableFuture<Exchange> sent = sendAside(() -> send(Event.of("one")));
        await().until(() -> counter().getEventWriteFail() > 1);
        SecuredServer.request("PUT", "/_ingest/pipeline/" + index + "-pipe", "{\"processors\":[]}");
        assertThat(sent.get().getException()).isNull();
        assertThat(messages()).containsExactly("one");
    }
}
