/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.fileroll;

import java.nio.file.Path;

import org.apache.camel.support.PluginHelper;
import org.flumecamel.testkit.DocumentedExample;
import org.flumecamel.testkit.FlumeTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class FilerollExampleTest extends FlumeTestSupport {

    @TempDir
    private Path directory;

    @Test
    void theExampleOfThePageRuns() throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(
            PluginHelper.getResourceLoader(context).resolveResource("classpath:camel/flume-retry.yaml"));
        routes(DocumentedExample.of("flume-fileroll").replace("/var/spool/web", directory.toString()));
        context.createProducerTemplate().sendBody("flume-channel:seda:web", numbers(0, 100));
        await().until(() -> WrittenFiles.lines(directory).size() == 100);
        assertThat(WrittenFiles.texts(directory)).isEqualTo(texts(0, 100));
        assertThat(WrittenFiles.in(directory)).singleElement().asString().endsWith("-1.log");
    }
}
