/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.basics;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import org.apache.camel.Route;
import org.flumecamel.testkit.FlumeTestSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The examples of our pages start as they stand there. */
class DocumentedRoutesTest extends FlumeTestSupport {

    private static final Pattern EXAMPLE = Pattern.compile("^```yaml\\R(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

    /** What needs the reader's own classes, or a module that has a test of its own for these examples. */
    private static final Pattern ELSEWHERE = Pattern.compile("com\\.acme|flume-interceptor:(access_log|key_value|json|grok)");

    @ParameterizedTest
    @ValueSource(strings = { "flume-interceptor", "flume-selector", "flume-seq", "flume-stress", "flume-logger", "flume-null" })
    void examplesStart(String component) throws Exception {
        Path page = Path.of(System.getProperty("flumecamel.root"), "docs", "components", component + ".md");
        List<String> examples = EXAMPLE.matcher(Files.readString(page)).results().map(match -> match.group(1))
                .filter(example -> !ELSEWHERE.matcher(example).find()).toList();
        assertThat(examples).isNotEmpty();
        for (int i = 0; i < examples.size(); i++) {
            String example = examples.get(i);
            routes(example.startsWith("- to:") ? route("step" + i, "direct:step" + i, "noErrorHandler: {}", example) : example);
        }
        assertThat(context.getRoutes()).hasSameSizeAs(examples).extracting(Route::getConsumer).doesNotContainNull();
        assertThat(context.getEndpoints()).anySatisfy(endpoint -> assertThat(endpoint.getEndpointUri()).startsWith(component));
        assertThat(examples).anySatisfy(example -> assertThat(example).contains(component));
    }
}
