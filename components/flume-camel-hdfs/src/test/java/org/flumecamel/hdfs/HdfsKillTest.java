/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.flumecamel.hdfs.format.Written;
import org.flumecamel.testkit.SinkKillTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Sinks of all formats that differ in how a torn end is found. */
class HdfsKillTest extends SinkKillTest {

    private static final List<Written> FORMATS = List.of(Written.TEXT, Written.JSON, Written.AVRO_EVENT, Written.GZIP,
        Written.BZIP2, Written.SNAPPY, Written.LZ4, Written.ZSTD, Written.SEQUENCE, Written.SEQUENCE_GZIP,
        Written.SEQUENCE_ZSTD);

    @Override
    protected List<String> sinkUris(Path out) {
        return FORMATS.stream().map(written -> "flume-hdfs:" + written + "?" + written.options()
                                                          + "&rollSize=3000000&path=" + out + "/" + written + "/%Y-%m-%d/%S")
            .toList();
    }

    @Override
    protected int kills() {
        return 3;
    }

    @Override
    protected int mostBatches() {
        return 10;
    }

    @Override
    protected List<String> lines(Path out, int sink) throws IOException {
        Written written = FORMATS.get(sink);
        List<String> lines = new ArrayList<>();
        for (Path file : BucketFiles.below(out.resolve(written.name()))) {
            assertThat(file.toString()).doesNotEndWith(".tmp");
            written.bodies(Files.readAllBytes(file)).forEach(body -> lines.add(new String(body, StandardCharsets.US_ASCII)));
        }
        return lines;
    }
}
