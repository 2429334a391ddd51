/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.flumecamel.testkit.SinkKillTest;

import static org.assertj.core.api.Assertions.assertThat;

class HdfsKillTest extends SinkKillTest {

    @Override
    protected String sinkUri(Path out) {
        return "flume-hdfs:k1?rollSize=3000000&path=" + out + "/%Y-%m-%d/%S";
    }

    @Override
    protected List<String> lines(Path out) throws IOException {
        assertThat(BucketFiles.names(out)).noneMatch(name -> name.endsWith(".tmp"));
        return BucketFiles.texts(out);
    }
}
