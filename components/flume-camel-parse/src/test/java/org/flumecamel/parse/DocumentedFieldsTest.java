/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.parse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.flumecamel.core.Event;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the page shows for a step and a line is what comes out: the headers, or the body. */
class DocumentedFieldsTest extends ParserTestSupport {

    private static final Pattern EXAMPLE
            = Pattern.compile("```yaml\n(- to:\n.*?)```\n\n```text\n(.*?)\n```\n\n```json\n(.*?)```", Pattern.DOTALL);
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Arguments> examples() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("flumecamel.root"),
                "docs/components/flume-interceptor.md"));
        page = page.substring(page.indexOf("### Access logs"));
        return EXAMPLE.matcher(page).results().map(found -> Arguments.of(found.group(1), found.group(2), found.group(3)));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void comesOut(String step, String line, String expected) throws Exception {
        routes(sourceRoute(step));
        Event out = send(line);
        JsonNode actual = step.contains("target: body") ? json(out) : JSON.valueToTree(out.headers());
        assertThat(actual).isEqualTo(JSON.readTree(expected));
    }
}
