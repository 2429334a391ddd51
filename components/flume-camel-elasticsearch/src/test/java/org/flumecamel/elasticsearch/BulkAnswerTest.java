/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.elasticsearch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BulkAnswerTest {

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<ServerError> read(String answer, int expected) throws IOException {
        List<ServerError> items = new ArrayList<>();
        BulkAnswer.read(bytes(answer), expected, (place, error) -> {
            assertThat(place).isEqualTo(items.size());
            items.add(error);
        });
        return items;
    }

    @Test
    void eachItemIsRead() throws Exception {
        assertThat(read("{\"took\":3,\"errors\":true,\"items\":[{\"create\":{\"status\":201,\"_shards\":{\"total\":1}}},"
            + "{\"create\":{\"error\":{\"type\":\"t\",\"reason\":\"r\",\"caused_by\":{\"type\":\"c\",\"reason\":\"why\"}},"
            + "\"status\":400}},{\"index\":{\"status\":503}}]}", 3)).containsExactly(null, new ServerError(400, "t", "r: why"),
                new ServerError(503, null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "{", "[]", "{}", "<html>", "{\"items\":[{\"create\":{\"status\":201}}]}", "{\"items\":{}}",
        "{\"items\":[{\"create\":{\"status\":201}},{\"create\":{\"status\":201}}",
        "{\"items\":[{\"create\":{\"status\":201}},{\"create\":{\"status\":201}},{\"create\":{\"status\":201}}]}",
        "{\"items\":[{\"create\":{\"status\":201}},{\"create\":[]}]}" })
    void anAnswerThatIsNotWholeIsNone(String answer) {
        assertThatThrownBy(() -> read(answer, 2)).isInstanceOf(IOException.class);
    }

    @Test
    void aRefusalMayBeAnything() {
        assertThat(BulkAnswer.refusal(502, bytes("<html>Bad gateway</html>"))).hasToString("502");
        assertThat(BulkAnswer.refusal(413, bytes(""))).hasToString("413");
        assertThat(BulkAnswer.refusal(413, null)).hasToString("413");
        assertThat(BulkAnswer.refusal(400, bytes("{\"error\":\"no handler\"}"))).hasToString("400: no handler");
        assertThat(BulkAnswer.refusal(429,
            bytes("{\"error\":{\"root_cause\":[{\"type\":\"x\"}],\"type\":\"t\",\"reason\":\"r\"}}"))).hasToString("429 t: r");
    }

    @Test
    void reasonsAreCut() {
        String answer = "{\"error\":{\"reason\":\"" + "x".repeat(5000) + "\"}}";
        assertThat(BulkAnswer.refusal(400, bytes(answer)).reason()).hasSize(1004);
    }

    @Test
    void whatPassesAndWhatDoesNot() {
        for (int status : new int[] { 401, 403, 408, 429, 500, 502, 503, 504 }) {
            assertThat(new ServerError(status, null, null).isPassing()).as("%d", status).isTrue();
        }
        for (String type : List.of("cluster_block_exception", "index_closed_exception", "index_not_found_exception")) {
            assertThat(new ServerError(400, type, null).isPassing()).as(type).isTrue();
        }
        assertThat(new ServerError(400, "illegal_argument_exception", "pipeline with id [p] does not exist").isPassing())
            .isTrue();
        for (String type : List.of("document_parsing_exception", "illegal_argument_exception")) {
            assertThat(new ServerError(400, type, "r").isPassing()).as(type).isFalse();
        }
    }
}
