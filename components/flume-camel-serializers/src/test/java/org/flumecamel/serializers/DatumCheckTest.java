/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.serializers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.RandomData;
import org.flumecamel.core.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DatumCheckTest {

    private static final String ALL = """
        {"type":"record","name":"All","fields":[
         {"name":"n","type":"null"},{"name":"b","type":"boolean"},{"name":"i","type":"int"},{"name":"l","type":"long"},
         {"name":"f","type":"float"},{"name":"d","type":"double"},{"name":"s","type":"string"},{"name":"y","type":"bytes"},
         {"name":"e","type":{"type":"enum","name":"E","symbols":["A","B"]}},
         {"name":"x","type":{"type":"fixed","name":"F","size":3}},
         {"name":"a","type":{"type":"array","items":["null","long"]}},
         {"name":"m","type":{"type":"map","values":{"type":"array","items":"string"}}},
         {"name":"r","type":["null","All"]}]}""";

    private static byte[] encoded(Schema schema, Object datum) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<>(schema).write(datum, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static String problem(String schema, byte[] body) {
        return new DatumCheck(new Schema.Parser().parse(schema)).problem(Event.of(body));
    }

    @Test
    void everyDatumPassesAndNoBeginningOfOne() throws Exception {
        Schema schema = new Schema.Parser().parse(ALL);
        DatumCheck check = new DatumCheck(schema);
        Random random = new Random(42);
        for (Object datum : new RandomData(schema, 200, random.nextLong())) {
            byte[] body = encoded(schema, datum);
            assertThat(check.problem(Event.of(body))).isNull();
            assertThat(check.problem(Event.of(Arrays.copyOf(body, random.nextInt(body.length)))))
                .contains("is no datum of its schema All");
            assertThat(check.problem(Event.of(Arrays.copyOf(body, body.length + 1)))).contains("goes on behind");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"type\":\"array\",\"items\":\"null\"}", "{\"type\":\"map\",\"values\":\"null\"}",
        "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"r\",\"type\":\"R\"}]}",
        "{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"Empty\",\"fields\":[]}}", "\"string\"", "\"bytes\"" })
    @Timeout(10)
    void nothingKeepsItBusy(String schema) {
        // a count, or a length, of 2^62
        byte[] endless = { -2, -1, -1, -1, -1, -1, -1, -1, 127, 0, 0, 0 };
        assertThat(problem(schema, endless)).isNotNull();
    }

    @Test
    void aListOfNothingMayBeLong() throws Exception {
        Schema schema = new Schema.Parser().parse("{\"type\":\"array\",\"items\":\"null\"}");
        assertThat(problem(schema.toString(), encoded(schema, Collections.nCopies(500, null)))).isNull();
        assertThat(problem("{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\"]}", new byte[] { 2 })).contains("no symbol 1");
        assertThat(problem("[\"null\",\"int\"]", new byte[] { 4 })).contains("no branch 2");
    }
}
