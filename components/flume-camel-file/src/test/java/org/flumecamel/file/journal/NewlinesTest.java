/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.journal;

import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NewlinesTest {

    @Test
    void findsWhatALoopFinds() {
        Random random = new Random(42);
        byte[] alphabet = { '\n', '\n' + 1, 0, (byte) 0x8A, (byte) 0x8B, 'a', (byte) 0xFF, 9 };
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(40)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = alphabet[random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(alphabet.length - 1)];
            }
            int from = random.nextInt(bytes.length + 1);
            int to = from + random.nextInt(bytes.length - from + 1);
            int first = -1;
            int last = -1;
            for (int i = from; i < to; i++) {
                if (bytes[i] == '\n') {
                    first = first < 0 ? i : first;
                    last = i;
                }
            }
            assertThat(Newlines.first(bytes, from, to)).isEqualTo(first);
            assertThat(Newlines.last(bytes, from, to)).isEqualTo(last);
        }
    }
}
