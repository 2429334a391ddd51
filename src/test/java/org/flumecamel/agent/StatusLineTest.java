/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StatusLineTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void isALineOfItsOwnWhereNobodyLooks() {
        new StatusLine(out, false, () -> new Tally(12_345, 45, 12_300, 2)).print();

        assertThat(text()).matches("in 12,345  queued 45  delivered 12,300 \\([\\d,]+/s\\)  retries 2\\R");
    }

    @Test
    void isRewrittenInPlaceOnATerminal() {
        StatusLine line = new StatusLine(out, true, () -> new Tally(1, 0, 1, 0));

        line.print();
        line.print();
        line.println("Stopped.");

        assertThat(text()).matches("(\r\u001b\\[Kin 1  queued 0  delivered 1 \\([\\d,]+/s\\)  retries 0){2}"
                                   + "\r\u001b\\[KStopped\\.\\R");
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
