/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.serializer;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SerializedEndingTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({ "'',''", "'a',''", "'a\n','a\n'", "'a\nb','a\n'", "'\n\nx','\n\n'" })
    void cutsBehindTheLastLineFeed(String before, String after) throws Exception {
        Path file = Files.writeString(directory.resolve("f"), before);
        assertThat(SerializedEnding.LINES.cut(file)).isEqualTo(before.length() - after.length());
        assertThat(file).hasContent(after);
    }

    @ParameterizedTest
    @CsvSource({ "65535", "65536", "65537", "200000" })
    void findsALineFeedFarFromTheEnd(int torn) throws Exception {
        Path file = Files.writeString(directory.resolve("f"), "whole\n" + "x".repeat(torn));
        assertThat(SerializedEnding.LINES.cut(file)).isEqualTo(torn);
        assertThat(file).hasContent("whole\n");
    }
}
