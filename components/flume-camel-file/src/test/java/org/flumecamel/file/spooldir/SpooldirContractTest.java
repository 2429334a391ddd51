/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import org.flumecamel.testkit.SourceContractTest;
import org.junit.jupiter.api.io.TempDir;

class SpooldirContractTest extends SourceContractTest {

    @TempDir
    private Path directory;
    private Spool spool;
    private int files;

    private Spool spool() throws IOException {
        spool = spool == null ? new Spool(directory) : spool;
        return spool;
    }

    @Override
    protected String sourceUri(String... options) {
        return "flume-spooldir:s1?spoolDir=" + directory + "/spool&batchSize=10&pollDelay=20&inputCharset=ISO-8859-1"
               + "&deserializer.outputCharset=ISO-8859-1&deserializer.maxLineLength=100000000"
               + (options.length == 0 ? "" : "&" + String.join("&", options));
    }

    @Override
    protected List<String> produce(int from, int to) throws IOException {
        spool().placeLines("file-" + files++, "line", from, to);
        return IntStream.range(from, to).mapToObj(i -> "line-" + i).toList();
    }

    @Override
    protected boolean produceBodies(List<byte[]> bodies) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (byte[] body : bodies) {
            lines.write(body);
            lines.write('\n');
        }
        spool().place("odd", lines.toByteArray());
        return true;
    }

    @Override
    protected boolean isRereadable() {
        return true;
    }
}
