/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.camel;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flumecamel.hdfs.camel.CamelHdfsConstants.KEY;

/** What is written as records is read as records. */
class CamelHdfsRecordsTest extends CamelHdfsTestSupport {

    @ParameterizedTest
    @CsvSource({ "SEQUENCE_FILE, NONE, DEFAULT", "SEQUENCE_FILE, RECORD, DEFAULT", "SEQUENCE_FILE, BLOCK, BZIP2",
        "MAP_FILE, NONE, DEFAULT", "MAP_FILE, BLOCK, DEFAULT", "BLOOMMAP_FILE, NONE, DEFAULT" })
    void keysAndValuesComeBack(String fileType, String compression, String codec) throws Exception {
        String[] options = { "fileType=" + fileType, "keyType=INT", "valueType=TEXT" };
        writeTo(local("out", options[0], options[1], options[2], "compressionType=" + compression,
                "compressionCodec=" + codec, "splitStrategy=MESSAGES:3"));
        for (int i = 0; i < 5; i++) {
            send("value " + i, Map.of(KEY, String.valueOf(i)));
        }
        context.getRouteController().stopRoute("writer");
        assertThat(names("out")).hasSize(2);
        MockEndpoint out = getMockEndpoint("mock:out");
        out.expectedBodiesReceivedInAnyOrder("value 0", "value 1", "value 2", "value 3", "value 4");
        readFrom(local("out", options));
        out.assertIsSatisfied();
        assertThat(out.getExchanges()).allSatisfy(exchange -> assertThat("value " + exchange.getMessage().getHeader(KEY))
                .isEqualTo(exchange.getMessage().getBody()));
        await().until(() -> names("out").stream().allMatch(name -> name.endsWith(".read")));
    }

    @ParameterizedTest
    @CsvSource({ "BOOLEAN, true", "BYTE, 7", "SHORT, 300", "INT, -5", "LONG, 5000000000", "FLOAT, 1.5", "DOUBLE, 2.25",
        "TEXT, text", "BYTES, bytes" })
    void valuesOfAllTypesComeBack(String type, String value) throws Exception {
        writeTo(local("out/file", "fileType=SEQUENCE_FILE", "valueType=" + type));
        send(value);
        MockEndpoint out = getMockEndpoint("mock:out");
        out.expectedMessageCount(1);
        readFrom(local("out/file", "fileType=SEQUENCE_FILE"));
        out.assertIsSatisfied();
        Exchange read = out.getExchanges().get(0);
        assertThat(read.getMessage().getBody(String.class)).isEqualTo(value);
        assertThat(read.getMessage().getHeader(KEY)).isNull();
    }

    @Test
    void anArrayFileNumbersItsValues() throws Exception {
        writeTo(local("out", "fileType=ARRAY_FILE", "valueType=TEXT", "splitStrategy=MESSAGES:2"));
        send("a");
        send("b");
        MockEndpoint out = getMockEndpoint("mock:out");
        out.expectedBodiesReceived(List.of("a", "b"));
        out.expectedHeaderValuesReceivedInAnyOrder(KEY, 0L, 1L);
        readFrom(local("out", "fileType=ARRAY_FILE"));
        out.assertIsSatisfied();
    }

    @Test
    void anOpenSequenceFileIsFlushed() throws Exception {
        writeTo(local("out/file", "fileType=SEQUENCE_FILE", "valueType=TEXT", "compressionType=BLOCK"));
        send("a", Map.of(CamelHdfsConstants.HDFS_CLOSE, false));
        Files.copy(folder.resolve("out/file.opened"), folder.resolve("out/copy"));
        MockEndpoint out = getMockEndpoint("mock:out");
        out.expectedBodiesReceived("a");
        readFrom(local("out/copy", "fileType=SEQUENCE_FILE"));
        out.assertIsSatisfied();
    }
}
