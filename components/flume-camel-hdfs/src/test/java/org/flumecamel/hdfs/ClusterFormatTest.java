/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.apache.camel.support.PluginHelper;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.flumecamel.core.Event;
import org.flumecamel.hdfs.format.Written;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** All formats on a real HDFS. */
class ClusterFormatTest extends ClusterTestSupport {

    private List<String> written(Written written) throws Exception {
        List<String> texts = new ArrayList<>();
        for (Path file : MiniHdfs.files(MiniHdfs.fileSystem(), base)) {
            try (FSDataInputStream in = MiniHdfs.fileSystem().open(file)) {
                written.bodies(in.readAllBytes()).forEach(body -> texts.add(new String(body, StandardCharsets.UTF_8)));
            }
        }
        return texts;
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SEQUENCE_BZIP2")
    void whatIsDeliveredCanBeReadWhileTheFileIsOpen(Written written) throws Exception {
        clusterSink("", written.options().replace("=", ": ").split("&"));
        for (int i = 0; i < 30; i += 10) {
            assertThat(send(numbers(i, i + 10)).getException()).isNull();
            assertThat(written(written)).isEqualTo(texts(0, i + 10));
        }
        context.stop();
        assertThat(clusterNames()).singleElement().asString().doesNotEndWith(".tmp");
        assertThat(written(written)).isEqualTo(texts(0, 30));
    }

    private Path schema() throws IOException {
        Path schema = new Path(base, "int.avsc");
        try (FSDataOutputStream out = MiniHdfs.fileSystem().create(schema)) {
            out.writeBytes("\"int\"");
        }
        return schema;
    }

    @Test
    void aSchemaIsReadWithTheSettingsOfTheSink() throws Exception {
        String path = base.toUri().getPath();
        schema();
        sinkTo(path + "/data", "hadoop.fs.defaultFS: " + MiniHdfs.cluster().getURI(), "serializer: AVRO",
            "serializer.schemaURL: hdfs://" + path + "/int.avsc");
        assertThat(send(Event.of(new byte[] { 2 })).getException()).isNull();
        assertThat(clusterNames()).hasSize(2);
    }

    @Test
    void aSchemaIsReadFromTheCluster() throws Exception {
        Path schema = schema();
        clusterSink("/data", "serializer: AVRO", "serializer.schemaURL: " + schema);
        assertThat(send(Event.of(new byte[] { 2 })).getException()).isNull();
        assertThat(clusterNames()).hasSize(2);
        assertThat(PluginHelper.getResourceLoader(context).resolveResource(schema + "x").exists()).isFalse();
    }
}
