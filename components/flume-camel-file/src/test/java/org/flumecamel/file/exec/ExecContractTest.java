/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.exec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;

import org.flumecamel.testkit.SourceContractTest;
import org.junit.jupiter.api.io.TempDir;

/** A command that follows a file. */
class ExecContractTest extends SourceContractTest {

    @TempDir
    private Path directory;

    @Override
    protected String sourceUri(String... options) {
        return "flume-exec:s1?command=tail -n +1 -f " + directory + "/app.log&batchSize=10&batchTimeout=50"
               + (options.length == 0 ? "" : "&" + String.join("&", options));
    }

    @Override
    protected List<String> produce(int from, int to) throws IOException {
        List<String> lines = IntStream.range(from, to).mapToObj(i -> "line-" + i).toList();
        Files.write(directory.resolve("app.log"), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return lines;
    }

    @Override
    protected boolean produceBodies(List<byte[]> bodies) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (byte[] body : bodies) {
            lines.write(body);
            lines.write('\n');
        }
        Files.write(directory.resolve("app.log"), lines.toByteArray());
        return true;
    }

    @Override
    protected boolean isRereadable() {
        return false;
    }
}
