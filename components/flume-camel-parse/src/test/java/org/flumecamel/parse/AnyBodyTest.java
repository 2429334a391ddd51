/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Whatever a body holds, its event goes on, in its place, with all its fields or as it was and with a mark. */
class AnyBodyTest extends ParserTestSupport {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String[] SEEDS = { AccessLogTest.COMBINED, "a=1 b=\"x \\\" y\" c=true d",
        "{\"a\":{\"b\":[1,2.5e3]},\"c\":\"\\u00e9\\ud83d\\ude00\",\"d\":null}", "INFO 2026 \u20ac text", "" };

    private final Random random = new Random(42);

    @ParameterizedTest
    @CsvSource({ "access_log, headers", "access_log, body", "key_value, headers", "key_value, body", "json, headers",
        "json, body", "grok, headers", "grok, body" })
    void neitherThrowsNorLosesNorAlters(String type, String target) throws Exception {
        String[] options = { "target", target, "expression", "^%{WORD:level} (?:%{NUMBER:n:int} )?%{GREEDYDATA:rest}" };
        start(type, type.equals("grok") ? options : new String[] { "target", target });
        int marked = 0;
        int total = 0;
        for (int round = 0; round < 100; round++) {
            List<Event> events = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                events.add(Event.of(body()));
            }
            EventBatch out = send(EventBatch.of(events));
            assertThat(out).hasSize(events.size());
            for (int i = 0; i < events.size(); i++) {
                total++;
                marked += check(events.get(i), out.get(i), target) ? 1 : 0;
            }
        }
        assertThat(marked).isBetween(1, total - 1);
    }

    private static boolean check(Event in, Event out, String target) throws Exception {
        assertThat(out.receivedAt()).isEqualTo(in.receivedAt());
        if (out.headers().containsKey("parse_error")) {
            assertThat(out.headers()).hasSize(1);
            assertThat(sameBody(in, out)).isTrue();
            return true;
        }
        if (target.equals("body")) {
            assertThat(MAPPER.readTree(out.body()).isObject()).isTrue();
        } else {
            assertThat(sameBody(in, out)).isTrue();
        }
        return false;
    }

    private byte[] body() {
        byte[] bytes = SEEDS[random.nextInt(SEEDS.length)].getBytes(UTF_8);
        if (random.nextInt(8) == 0) {
            bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
        }
        for (int changes = random.nextInt(5); changes > 0 && bytes.length > 0; changes--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}
