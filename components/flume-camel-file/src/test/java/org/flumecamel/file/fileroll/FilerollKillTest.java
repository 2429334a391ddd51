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
    protected String sinkUri(Path out) {
        return "flume-fileroll:k1?rollInterval=1&directory=" + out;
    }

    @Override
    protected List<String> lines(Path out) throws IOException {
        return WrittenFiles.texts(out);
    }
}
