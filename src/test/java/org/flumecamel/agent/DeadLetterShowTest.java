/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.flumecamel.core.Event;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeadLetterShowTest extends DeadLetterTestSupport {

    @Test
    void showsAllThatIsKnownOfAnEvent() throws IOException {
        write("deadletter-1000.avro",
                List.of(letter(Event.of(Map.of("host", "web1"), "first\nsecond".getBytes()), "too long", 1)));

        assertThat(run("show")).isZero();

        assertThat(out.lines().skip(1)).containsExactly("  reason  too long", "  origin  route archive, flume-hdfs://k1",
                "  header  host = web1", "  body    12 bytes", "    first", "    second", "", "1 event shown");
        assertThat(out).containsPattern("^deadletter-1000.avro \\d+\\.0  1970-01-01T00:00:00.001Z\n");
    }

    @Test
    void nothingOfItReachesTheTerminalAsAnOrder() throws IOException {
        String hostile = "a\u001b[2Jb\rc\u009b31m\u202e\u2066\u0007\u007fd\u00e9";
        byte[] bytes = (hostile + " and much more that is text ").repeat(9).getBytes(StandardCharsets.UTF_8);
        write("deadletter-1000.avro", List.of(letter(Event.of(Map.of(hostile, hostile), bytes), hostile, 1)));
        Pattern orders = Pattern.compile("[\\p{Cntrl}\\p{Cf}&&[^\n]]", Pattern.UNICODE_CHARACTER_CLASS);
        for (String body : new String[] { "auto", "text", "hex", "base64" }) {
            assertThat(run("show", "--body", body)).isZero();
            assertThat(out).doesNotContainPattern(orders);
        }
        assertThat(out).contains("reason  a\\x1b[2Jb\\rc\\x9b31m\\u{202e}\\u{2066}\\x07\\x7fd\u00e9");
        assertThat(run("show", "--format", "json")).isZero();
        assertThat(out).matches("\\p{Print}+\n");
        assertThat(run("list")).isZero();
        assertThat(out).doesNotContain("\u001b", "\u009b", "\u202e");
    }

    @Test
    void bodiesThatAreNoTextAreShownInHex() throws IOException {
        byte[] bytes = new byte[40];
        bytes[0] = (byte) 0xff;
        bytes[17] = 'A';
        write("deadletter-1000.avro", List.of(letter(Event.of(bytes), "r", 1)));
        assertThat(run("show")).isZero();
        assertThat(out).contains("    00000000  ff 00 00", "    00000010  00 41 00", ".A......");
        assertThat(run("show", "--body", "base64")).isZero();
        assertThat(out).contains("    /wAAAAAAAAAAAAAAAAAAAABB");
    }

    @Test
    void longBodiesAreCut() throws IOException {
        write("deadletter-1000.avro", List.of(letter(Event.of("\u00e9".repeat(5_000)), "r", 1)));
        assertThat(run("show", "--max-body", "11")).isZero();
        assertThat(out).contains("10,000 bytes, the first 11:", "    \u00e9\u00e9\u00e9\u00e9\u00e9\n");
        assertThat(run("show", "--max-body", "0")).isZero();
        assertThat(out).contains("    " + "\u00e9".repeat(5_000) + "\n");
    }

    @Test
    void filtersChoose() throws IOException {
        write("deadletter-1000.avro", 0, 30);
        assertThat(run("show", "--reason", "IS ODD", "--limit", "0", "--format", "json")).isZero();
        assertThat(out.lines()).hasSize(15).allMatch(line -> line.contains("is odd"));
        assertThat(run("show", "--since", "1970-01-01T00:00:00.010Z", "--until", "1970-01-01T00:00:00.013Z", "--format",
                "json")).isZero();
        assertThat(out.lines()).hasSize(3);
        assertThat(run("show", "--since", "2h")).isZero();
        assertThat(out).isEqualTo("No event matches.\n");
        assertThat(run("show", "--origin", "elsewhere")).isZero();
        assertThat(out).isEqualTo("No event matches.\n");
        assertThat(run("show", "--since", "yesterday")).isEqualTo(ExitCode.CONFIGURATION);
    }

    @Test
    void theLimitSaysThatThereIsMore() throws IOException {
        write("deadletter-1000.avro", 0, 30);
        assertThat(run("show")).isZero();
        assertThat(out).endsWith("20 events shown, there are more: --limit shows them\n");
        assertThat(run("show", "--limit", "30")).isZero();
        assertThat(out).endsWith("30 events shown\n");
    }

    @Test
    void jsonHasWholeBodiesOfAnyBytes() throws IOException {
        byte[] bytes = { (byte) 0xff, 0, 1 };
        byte[] odd = "t\u00e9xt\u0000".getBytes(StandardCharsets.UTF_8);
        write("deadletter-1000.avro", List.of(letter(Event.of(Map.of("k", "v"), odd), "r", 1),
                letter(Event.of(bytes), "r", 2)));
        assertThat(run("show", "--format", "json")).isZero();
        List<String> lines = out.lines().toList();
        JsonNode text = new ObjectMapper().readTree(lines.get(0));
        assertThat(text.path("body").asText()).isEqualTo("t\u00e9xt\u0000");
        assertThat(text.at("/headers/k").asText()).isEqualTo("v");
        assertThat(text.path("replayed").asBoolean()).isFalse();
        assertThat(new ObjectMapper().readTree(lines.get(1)).path("bodyBase64").binaryValue()).isEqualTo(bytes);
    }
}
