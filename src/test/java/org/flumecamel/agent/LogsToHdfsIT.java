/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.io.IOUtils;
import org.flumecamel.agent.PackagedAgent.Ended;
import org.flumecamel.agent.fault.HdfsCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code routes/logs-to-hdfs.yaml} on a cluster. */
class LogsToHdfsIT {

    @TempDir
    private Path here;

    @Test
    void theSampleArrivesByteForByte() throws Exception {
        HdfsCluster cluster = HdfsCluster.shared();
        PackagedAgent agent = new PackagedAgent(here.resolve("agent"));
        String output = cluster.uri() + "/logs-to-hdfs";

        Ended ended = agent.run(here, "run", agent.home().resolve("routes/logs-to-hdfs.yaml").toString(),
                "-Doutput=" + output, "--exit-when-idle");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        List<FileStatus> files = cluster.files(new org.apache.hadoop.fs.Path(output));
        assertThat(files).hasSize(1);
        assertThat(files.get(0).getPath().toString()).matches(output + "/\\d{4}-\\d\\d-\\d\\d/[^/]+\\.\\d{13}\\.log");
        ByteArrayOutputStream delivered = new ByteArrayOutputStream();
        IOUtils.copyBytes(cluster.client().open(files.get(0).getPath()), delivered, 4096, true);
        assertThat(delivered.toByteArray())
                .isEqualTo(Files.readAllBytes(agent.home().resolve("routes/sample/access.log")));
        assertThat(cluster.unfinished(new org.apache.hadoop.fs.Path(output))).isEmpty();
    }
}
