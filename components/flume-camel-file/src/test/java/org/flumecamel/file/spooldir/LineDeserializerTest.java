/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LineDeserializerTest {

    @TempDir
    private Path directory;
    private Charset input = StandardCharsets.UTF_8;
    private String output = "UTF-8";
    private int maxLineLength = 2048;
    private DecodeErrorPolicy policy = DecodeErrorPolicy.FAIL;

    private record Line(String text, Position after) {
    }

    private List<Line> read(byte[] bytes, Position from) throws IOException {
        Path file = Files.write(directory.resolve("file"), bytes);
        LineFiles factory = new LineFiles(Map.of("maxLineLength", Integer.toString(maxLineLength), "outputCharset", output),
                input, policy);
        List<Line> lines = new ArrayList<>();
        try (SpoolContent content = new SpoolContent(file, Packing.NONE, 200)) {
            EventDeserializer deserializer = factory.open(content, from);
            while (deserializer.next()) {
                lines.add(new Line(new String(deserializer.array(), deserializer.from(), deserializer.length(), output),
                        deserializer.position()));
            }
        }
        return lines;
    }

    private List<String> lines(byte[] bytes) throws IOException {
        return read(bytes, Position.START).stream().map(Line::text).toList();
    }

    private List<String> lines(String text) throws IOException {
        return lines(text.getBytes(input));
    }

    @Test
    void aLineFeedEndsALineAndACarriageReturnIsKept() throws Exception {
        assertThat(lines("one\n\ntwo\r\nlast")).containsExactly("one", "", "two\r", "last");
    }

    @Test
    void longLinesBecomeSeveral() throws Exception {
        maxLineLength = 4;
        assertThat(lines("abcd\nabcdefghij\n\u00e4\u00f6\u00fc\u00df\u00e4\u00f6\nabcdefgh\n"))
                .containsExactly("abcd", "abcd", "efgh", "ij", "\u00e4\u00f6\u00fc\u00df", "\u00e4\u00f6", "abcd", "efgh");
    }

    @Test
    void surrogatePairsAreNotTornApart() throws Exception {
        maxLineLength = 3;
        String smile = "\ud83d\ude00";
        assertThat(lines(smile + smile + smile + "\n")).containsExactly(smile, smile, smile);
    }

    @Test
    void aLineThatNeverEndsIsNotHeldAsAWhole() throws Exception {
        maxLineLength = 1000;
        assertThat(lines("x".repeat(1_000_500))).hasSize(1001).last().isEqualTo("x".repeat(500));
    }

    @ParameterizedTest
    @ValueSource(strings = { "UTF-8", "ISO-8859-1", "windows-1252", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE",
        "GB18030", "Shift_JIS", "IBM1047" })
    void characterSets(String charset) throws Exception {
        input = Charset.forName(charset);
        String text = "caf\u00e9\n\u20ac\u4e2d\u6587\nlast".chars().mapToObj(c -> String.valueOf((char) c))
                .filter(c -> input.newEncoder().canEncode(c)).collect(Collectors.joining());
        assertThat(lines(text)).containsExactly(text.split("\n"));
    }

    @Test
    void aByteOrderMarkTellsTheOrder() throws Exception {
        input = StandardCharsets.UTF_16;
        byte[] text = "\ufeffone\ntwo\n".getBytes(StandardCharsets.UTF_16LE);
        List<Line> lines = read(text, Position.START);
        assertThat(lines).extracting(Line::text).containsExactly("one", "two");
        assertThat(read(text, lines.get(0).after())).extracting(Line::text).containsExactly("two");
    }

    @Test
    void theOutputMayHaveAnotherCharacterSet() throws Exception {
        input = StandardCharsets.ISO_8859_1;
        output = "UTF-16BE";
        assertThat(lines("caf\u00e9\nt\u00eate")).containsExactly("caf\u00e9", "t\u00eate");
    }

    private static final byte[] MALFORMED = { 'a', (byte) 0xff, 'b', '\n', 'c', (byte) 0xe4, '\n', 'd' };

    @Test
    void malformedBytesFail() {
        assertThatThrownBy(() -> lines(MALFORMED)).isInstanceOf(IOException.class)
                .hasMessage("bytes that are not UTF-8 at offset 1");
    }

    @Test
    void malformedBytesAreReplaced() throws Exception {
        policy = DecodeErrorPolicy.REPLACE;
        assertThat(lines(MALFORMED)).containsExactly("a\ufffdb", "c\ufffd", "d");
    }

    @Test
    void malformedBytesAreDropped() throws Exception {
        policy = DecodeErrorPolicy.IGNORE;
        assertThat(lines(MALFORMED)).containsExactly("ab", "c", "d");
    }

    @Test
    void fromEachPositionTheSameLinesFollow() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (String charset : List.of("UTF-8", "UTF-16LE", "GB18030")) {
            input = Charset.forName(charset);
            maxLineLength = 1 + random.nextInt(30);
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 200; i++) {
                text.append(random.nextInt(8) == 0 ? "\n" : random.nextInt(6) == 0 ? "\ud83d\ude00"
                        : String.valueOf((char) ('a' + random.nextInt(0x500))));
            }
            byte[] bytes = text.toString().getBytes(input);
            List<Line> all = read(bytes, Position.START);
            for (int i = 0; i < all.size(); i++) {
                assertThat(read(bytes, all.get(i).after())).as("seed %d, %s, from line %d", seed, charset, i)
                        .isEqualTo(all.subList(i + 1, all.size()));
            }
        }
    }
}
