/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.nio.file.Files;
import java.nio.file.Path;

import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What Hadoop's own local file systems do not do. */
class HdfsLocalFilesTest extends HdfsTestSupport {

    @Test
    void noProcessIsStarted() throws Exception {
        Path events = directory.resolve("recorded.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ProcessStart");
            recording.start();
            new ProcessBuilder("true").start().waitFor();
            sink("/%{b}", "rollCount: 2");
            send(inTurn(0, 20, 5));
            context.stop();
            recording.stop();
            recording.dump(events);
        }
        assertThat(RecordingFile.readAllEvents(events)).as("only the one that shows that they are counted")
            .singleElement().satisfies(event -> assertThat(event.getString("command")).isEqualTo("true"));
    }

    @Test
    void whatIsFlushedCanBeReadAndThereAreNoChecksumFiles() throws Exception {
        sink("/%{b}");
        send(inTurn(0, 20, 5));
        assertThat(lines()).hasSize(20);
        assertThat(names()).hasSize(5).noneMatch(name -> name.endsWith(".crc"));
    }

    @Test
    void permissionsAreThoseOfTheProcess() throws Exception {
        Path own = Files.createFile(directory.resolve("own"));
        sink("/%{b}");
        send(inTurn(0, 1, 1));
        assertThat(Files.getPosixFilePermissions(BucketFiles.below(directory.resolve("b0")).get(0)))
            .isEqualTo(Files.getPosixFilePermissions(own));
    }

    @Test
    void nothingIsOverwritten() throws Exception {
        PlainLocalFileSystem fileSystem = PlainLocalFileSystem.open();
        org.apache.hadoop.fs.Path one = new org.apache.hadoop.fs.Path(directory + "/x/one");
        org.apache.hadoop.fs.Path two = new org.apache.hadoop.fs.Path(directory + "/x/two");
        for (org.apache.hadoop.fs.Path path : new org.apache.hadoop.fs.Path[] { one, two }) {
            try (FSDataOutputStream out = fileSystem.create(path, false)) {
                out.writeBytes(path.getName());
            }
        }
        assertThatThrownBy(() -> fileSystem.create(one, false)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(fileSystem.rename(one, two)).isFalse();
        assertThat(directory.resolve("x/one")).hasContent("one");
        assertThat(directory.resolve("x/two")).hasContent("two");
        try (FSDataOutputStream out = fileSystem.create(one, true)) {
            out.writeBytes("1");
        }
        assertThat(directory.resolve("x/one")).hasContent("1");
    }
}
