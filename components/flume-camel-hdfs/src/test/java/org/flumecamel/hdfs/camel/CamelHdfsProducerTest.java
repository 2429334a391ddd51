/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.camel;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.apache.camel.Exchange.FILE_NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.flumecamel.hdfs.camel.CamelHdfsConstants.HDFS_CLOSE;

class CamelHdfsProducerTest extends CamelHdfsTestSupport {

    private static InputStream broken() {
        return new InputStream() {
            private int left = 3;

            @Override
            public int read() throws IOException {
                if (left == 0) {
                    throw new IOException("broken body");
                }
                left--;
                return 'x';
            }
        };
    }

    @Test
    void aMessageIsAFile() throws Exception {
        writeTo(local("out/file"));
        send("first");
        assertThat(text("out/file")).isEqualTo("first");
        send("second");
        assertThat(text("out/file")).isEqualTo("second");
        assertThat(names("out")).containsExactly("file");
    }

    @Test
    void aHeaderNamesTheFile() throws Exception {
        writeTo(local("out"));
        send("a", Map.of(FILE_NAME, "a.txt"));
        send("b", Map.of(FILE_NAME, "/2026//b:1.txt"));
        assertThat(text("out/a.txt") + text("out/2026/b:1.txt")).isEqualTo("ab");
    }

    @ParameterizedTest
    @ValueSource(strings = { "../x", "a/../../x", "..", "a/..", "..\\x", "." })
    void aHeaderDoesNotLeaveThePath(String name) throws Exception {
        writeTo(local("out"));
        assertThat(catchThrowable(() -> send("a", Map.of(FILE_NAME, name))))
                .hasMessageContaining("must be the name of a file below the path of the endpoint, not " + name);
        assertThat(names("out")).isEmpty();
        assertThat(names(".")).doesNotContain("x");
    }

    @Test
    void anExistingFileIsNotOverwrittenIfTheRouteSaysSo() throws Exception {
        put("out/file", "before");
        writeTo(local("out/file", "overwrite=false"));
        assertThat(catchThrowable(() -> send("after"))).hasMessageContaining("overwrite=false");
        assertThat(text("out/file")).isEqualTo("before");
    }

    @Test
    void appends() throws Exception {
        put("out/file", "one ");
        writeTo(local("out/file", "append=true"));
        send("two ");
        send("three");
        assertThat(text("out/file")).isEqualTo("one two three");
        assertThat(names("out")).containsExactly("file");
    }

    @Test
    void appendsToWhatACrashHasLeft() throws Exception {
        put("out/file.opened", "one ");
        writeTo(local("out/file", "append=true"));
        send("two");
        assertThat(text("out/file")).isEqualTo("one two");
    }

    @Test
    void aHeaderKeepsTheFileOpen() throws Exception {
        writeTo(local("out/file"));
        send("a", Map.of(HDFS_CLOSE, false));
        assertThat(names("out")).containsExactly("file.opened");
        assertThat(text("out/file.opened")).as("flushed").isEqualTo("a");
        send("b");
        assertThat(text("out/file")).isEqualTo("ab");
    }

    @Test
    void anotherNameClosesTheFile() throws Exception {
        writeTo(local("out"));
        send("a", Map.of(HDFS_CLOSE, false, FILE_NAME, "a"));
        send("b", Map.of(HDFS_CLOSE, false, FILE_NAME, "b"));
        assertThat(names("out")).containsExactly("a", "b.opened");
        context.getRouteController().stopRoute("writer");
        assertThat(names("out")).containsExactly("a", "b");
    }

    @Test
    void aMessageThatFailsLeavesNoFile() throws Exception {
        put("out/file", "before");
        writeTo(local("out/file"));
        assertThat(catchThrowable(() -> send(broken()))).hasMessageContaining("broken body");
        assertThat(names("out")).containsExactly("file");
        assertThat(text("out/file")).isEqualTo("before");
        send("after");
        assertThat(text("out/file")).isEqualTo("after");
    }

    @Test
    void aMessageThatFailsKeepsThoseBeforeIt() throws Exception {
        writeTo(local("out", "splitStrategy=MESSAGES:10"));
        send("one ");
        assertThat(catchThrowable(() -> send(broken()))).hasMessageContaining("broken body");
        send("three");
        context.getRouteController().stopRoute("writer");
        assertThat(texts("out")).hasSize(2).contains("three").anyMatch(text -> text.startsWith("one "));
    }

    @Test
    void aFileThatCannotGetItsNameFailsItsMessage() throws Exception {
        writeTo(local("out/file", "overwrite=false"));
        send("a", Map.of(HDFS_CLOSE, false));
        put("out/file", "in the way");
        assertThat(catchThrowable(() -> send("b"))).hasMessageContaining("cannot be renamed to");
        assertThat(text("out/file.opened")).isEqualTo("ab");
        assertThat(text("out/file")).isEqualTo("in the way");
    }

    @Test
    void aDirectoryIsNeverReplaced() throws Exception {
        put("out/precious/file", "x");
        writeTo(local("out"));
        assertThat(catchThrowable(() -> send("a"))).hasMessageContaining("out is a directory: name a file in it");
        assertThat(catchThrowable(() -> send("a", Map.of(FILE_NAME, "precious")))).hasMessageContaining("is a directory");
        assertThat(text("out/precious/file")).isEqualTo("x");
    }

    @Test
    void writesABatchOfEventsAsLines() throws Exception {
        writeTo(local("out/file"));
        send(EventBatch.of(Event.of("a"), Event.of("b")));
        assertThat(text("out/file")).isEqualTo("a\nb\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "splitStrategy=SIZE:3|splitStrategy must be like BYTES:n,MESSAGES:n",
        "splitStrategy=MESSAGES:0|splitStrategy must be", "splitStrategy=MESSAGES|splitStrategy must be",
        "append=true&splitStrategy=MESSAGES:2|append is for fileType=NORMAL_FILE without a splitStrategy",
        "append=true&fileType=SEQUENCE_FILE|append is for fileType=NORMAL_FILE without a splitStrategy",
        "kerberosUsername=flume|kerberosUsername and kerberosKeytabLocation are given together",
        "kerberosUsername=flume&kerberosKeytabLocation=/no/such|kerberosKeytabLocation must be a file that can be read",
        "filetype=PARQUET|PARQUET", "rollInterval=3|rollInterval" })
    void saysWhatIsWrong(String options, String message) {
        assertThat(catchThrowable(() -> writeTo(local("out", options)))).hasStackTraceContaining(message);
    }

    @Test
    void startsWithoutItsClusterIfTheRouteSaysSo() {
        assertThatCode(() -> writeTo("hdfs:127.0.0.1:1/out?connectOnStartup=false")).doesNotThrowAnyException();
    }
}
