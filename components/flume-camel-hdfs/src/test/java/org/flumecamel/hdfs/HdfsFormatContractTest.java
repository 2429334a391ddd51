/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.apache.camel.spi.Registry;
import org.flumecamel.hdfs.format.BreakableWriteFormat;
import org.flumecamel.hdfs.format.Written;
import org.flumecamel.testkit.BreakableSerializer;
import org.flumecamel.testkit.SinkContractTest;
import org.junit.jupiter.api.io.TempDir;

/** A sink that writes files of one format, which break at an event on demand where they are not of Avro. */
abstract class HdfsFormatContractTest extends SinkContractTest {

    @TempDir
    private Path directory;

    private final BreakableSerializer serializer = new BreakableSerializer();
    private final BreakableWriteFormat writeFormat = new BreakableWriteFormat();
    private final Written written;
    private final String breakable;

    /** @param breakable the option that makes it breakable; null if it is not */
    HdfsFormatContractTest(Written written, String breakable) {
        this.written = written;
        this.breakable = breakable;
    }

    @Override
    protected void bindToRegistry(Registry registry) throws Exception {
        super.bindToRegistry(registry);
        registry.bind("breakable", serializer);
        registry.bind("breakableFormat", writeFormat);
    }

    @Override
    protected String sinkUri(String... options) {
        return "flume-hdfs:k1?path=file://" + directory + "&" + written.options() + (breakable == null ? "" : "&" + breakable)
               + (options.length == 0 ? "" : "&" + String.join("&", options));
    }

    @Override
    protected boolean carriesLineFeeds() {
        return written.carriesLineFeeds();
    }

    @Override
    protected List<byte[]> delivered() throws Exception {
        List<byte[]> bodies = new ArrayList<>();
        for (Path file : BucketFiles.below(directory)) {
            bodies.addAll(written.bodies(Files.readAllBytes(file)));
        }
        return bodies;
    }

    @Override
    protected boolean breakTarget() {
        serializer.breakAt(event -> event.bodyAsString(StandardCharsets.UTF_8).equals("77"));
        writeFormat.breakAt(event -> event.bodyAsString(StandardCharsets.UTF_8).equals("77"));
        return breakable != null;
    }

    @Override
    protected void repairTarget() {
        serializer.repair();
        writeFormat.repair();
    }
}
