/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.exec;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.flumecamel.file.journal.LineEnd;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PrintedLinesTest {

    private static List<String> lines(Charset charset, int maxBytes, byte[] printed, Random random) throws Exception {
        List<String> lines = new ArrayList<>();
        PrintedLines cutter = new PrintedLines(LineEnd.of(charset), maxBytes, (array, from, length, piece) -> lines
                .add((piece < 0 ? "" : piece + ":") + new String(array, from, length, charset)));
        int at = 0;
        while (at < printed.length) {
            int to = Math.min(printed.length, at + 1 + random.nextInt(7));
            cutter.add(Arrays.copyOfRange(printed, at, to));
            at = to;
        }
        cutter.end();
        return lines;
    }

    @Test
    void itDoesNotMatterHowItIsRead() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE)) {
            byte[] printed = "one\n\ntwo\r\nabcdefghijkl\nlast \u20ac".getBytes(charset);
            for (int i = 0; i < 200; i++) {
                assertThat(lines(charset, 1000, printed, random)).as("seed " + seed)
                        .containsExactly("one", "", "two", "abcdefghijkl", "last \u20ac");
            }
        }
    }

    @Test
    void longLinesAreCut() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] printed = "abcde\r\nabcdefghijkl\nabcde\nabcdefghij".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 200; i++) {
            assertThat(lines(StandardCharsets.UTF_8, 5, printed, random)).as("seed " + seed)
                    .containsExactly("abcde", "0:abcde", "1:fghij", "2:kl", "abcde", "0:abcde", "1:fghij");
        }
    }
}
