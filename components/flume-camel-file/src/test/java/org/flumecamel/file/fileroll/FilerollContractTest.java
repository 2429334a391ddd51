/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.fileroll;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.apache.camel.spi.Registry;
import org.flumecamel.testkit.BreakableSerializer;
import org.flumecamel.testkit.SinkContractTest;
import org.junit.jupiter.api.io.TempDir;

class FilerollContractTest extends SinkContractTest {

    @TempDir
    private Path directory;

    private final BreakableSerializer serializer = new BreakableSerializer();

    @Override
    protected void bindToRegistry(Registry registry) throws Exception {
        super.bindToRegistry(registry);
        registry.bind("breakable", serializer);
    }

    @Override
    protected String sinkUri(String... options) {
        return "flume-fileroll:k1?directory=" + directory + "&serializer=#breakable"
               + (options.length == 0 ? "" : "&" + String.join("&", options));
    }

    @Override
    protected List<byte[]> delivered() throws Exception {
        return WrittenFiles.lines(directory);
    }

    @Override
    protected boolean breakTarget() {
        serializer.breakAt(event -> event.bodyAsString(StandardCharsets.UTF_8).equals("77"));
        return true;
    }

    @Override
    protected void repairTarget() {
        serializer.repair();
    }
}
