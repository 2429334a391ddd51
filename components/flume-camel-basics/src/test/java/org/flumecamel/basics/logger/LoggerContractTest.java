/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.basics.logger;

import java.io.ByteArrayOutputStream;
import java.util.List;

import org.flumecamel.basics.CapturedLog;
import org.flumecamel.testkit.SinkContractTest;
import org.junit.jupiter.api.AfterEach;

/** Reads the bodies back from the hexadecimal part of the log lines. */
class LoggerContractTest extends SinkContractTest {

    private static final int HEX_BEGIN = 1;
    private static final int OFFSET = 8;

    private final CapturedLog log = new CapturedLog(LoggerProducer.class);

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Override
    protected String sinkUri(String... options) {
        return "flume-logger:k1?maxBytesToLog=100000000" + (options.length == 0 ? "" : "&" + String.join("&", options));
    }

    @Override
    protected boolean carriesLineFeeds() {
        return true;
    }

    @Override
    protected List<byte[]> delivered() {
        return log.messages().stream().map(LoggerContractTest::body).toList();
    }

    private static byte[] body(String message) {
        String dump = message.substring(message.indexOf(" body:") + " body:".length(), message.length() - " }".length());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int number = 0;
        for (String line : (Iterable<String>) dump.lines()::iterator) {
            int from = number++ == 0 ? HEX_BEGIN : OFFSET + HEX_BEGIN;
            for (int i = 0; i < 16 && line.charAt(from + 3 * i) != ' '; i++) {
                bytes.write(Integer.parseInt(line.substring(from + 3 * i, from + 3 * i + 2), 16));
            }
        }
        return bytes.toByteArray();
    }

    @Override
    protected boolean breakTarget() {
        return false;
    }

    @Override
    protected void repairTarget() {
        throw new UnsupportedOperationException("a log does not fail");
    }
}
