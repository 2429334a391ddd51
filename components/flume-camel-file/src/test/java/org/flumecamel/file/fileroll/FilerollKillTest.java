/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.fileroll;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.flumecamel.testkit.SinkKillTest;

class FilerollKillTest extends SinkKillTest {

    @Override
    protected List<String> sinkUris(Path out) {
        return List.of("flume-fileroll:k1?rollInterval=1&directory=" + out);
    }

    @Override
    protected List<String> lines(Path out, int sink) throws IOException {
        return WrittenFiles.texts(out);
    }
}
