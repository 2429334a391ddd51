/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

import com.github.luben.zstd.ZstdOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flumecamel.file.spooldir.Spool.await;
import static org.flumecamel.file.spooldir.Spool.lines;
import static org.flumecamel.file.spooldir.Spool.text;

/** Packed files are read as what is in them; what is wrong with them is found. */
class SpooldirPackedTest {

    private interface Packer {
        OutputStream over(OutputStream out) throws IOException;
    }

    @TempDir
    private Path directory;
    private Spool spool;

    @BeforeEach
    void open() throws Exception {
        spool = new Spool(directory);
    }

    @AfterEach
    void close() {
        spool.close();
    }

    private static byte[] pack(Packer packer, String... parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String part : parts) {
            try (OutputStream out = packer.over(bytes)) {
                out.write(part.getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void linesOfAllKindsOfPackedFiles() throws Exception {
        spool.place("a.log.gz", pack(GZIPOutputStream::new, text("a", 0, 500)));
        spool.place("b.log.bz2", pack(BZip2CompressorOutputStream::new, text("b", 0, 500)));
        spool.place("c.log.zst", pack(ZstdOutputStream::new, text("c", 0, 500)));
        spool.start();
        spool.awaitNames("a.log.gz.COMPLETED", "b.log.bz2.COMPLETED", "c.log.zst.COMPLETED");
        assertThat(spool.delivered()).containsSubsequence(lines("a", 0, 500)).containsSubsequence(lines("b", 0, 500))
                .containsSubsequence(lines("c", 0, 500)).hasSize(1500);
    }

    @Test
    void partsThatWerePackedOneByOneAreOneFile() throws Exception {
        spool.place("a.gz", pack(GZIPOutputStream::new, text("a", 0, 5), text("a", 5, 10)));
        spool.place("b.bz2", pack(BZip2CompressorOutputStream::new, text("b", 0, 5), text("b", 5, 10)));
        spool.place("c.zst", pack(ZstdOutputStream::new, text("c", 0, 5), text("c", 5, 10)));
        spool.start();
        await().until(() -> spool.probe.count() == 30);
        assertThat(spool.delivered()).containsAll(lines("a", 0, 10)).containsAll(lines("b", 0, 10))
                .containsAll(lines("c", 0, 10));
    }

    @Test
    void aPackedFileGoesOnWhereItWasLeft() throws Exception {
        spool.place("a.gz", pack(GZIPOutputStream::new, text("a", 0, 100)));
        spool.with("batchSize", 10).with("maxUnacknowledgedEvents", 10).to(exchange -> {
            if (spool.probe.count() == 30) {
                throw new IllegalStateException("enough");
            }
            spool.probe.process(exchange);
        });
        spool.start();
        await().until(() -> spool.probe.count() == 30);
        spool.close();
        spool.to(spool.probe).start();
        spool.expect(lines("a", 0, 100));
        spool.awaitNames("a.gz.COMPLETED");
    }

    @Test
    void truncatedFilesAreQuarantinedAfterWhatCouldBeRead() throws Exception {
        byte[] whole = pack(GZIPOutputStream::new, text("a", 0, 5000));
        spool.place("a.gz", Arrays.copyOf(whole, whole.length / 2));
        byte[] zst = pack(ZstdOutputStream::new, text("b", 0, 5000));
        spool.place("b.zst", Arrays.copyOf(zst, zst.length - 3));
        spool.place("c.gz", "this is not packed at all");
        spool.placeLines("good.log", "good", 0, 1);
        spool.start();
        spool.awaitNames("a.gz.QUARANTINED", "a.gz.QUARANTINED.reason", "b.zst.QUARANTINED", "b.zst.QUARANTINED.reason",
                "c.gz.QUARANTINED", "c.gz.QUARANTINED.reason", "good.log.COMPLETED");
        assertThat(spool.delivered()).contains("a-0", "a-1000", "good-0").doesNotContain("a-4999");
    }

    @Test
    void whatFollowsThePackedPartIsNotDroppedInSilence() throws Exception {
        byte[] packed = pack(GZIPOutputStream::new, text("a", 0, 5));
        byte[] more = Arrays.copyOf(packed, packed.length + 100);
        Arrays.fill(more, packed.length, more.length, (byte) 'x');
        spool.place("a.gz", more);
        spool.start();
        spool.awaitNames("a.gz.QUARANTINED", "a.gz.QUARANTINED.reason");
        assertThat(spool.delivered()).containsExactlyElementsOf(lines("a", 0, 5));
    }

    @Test
    void aBombIsQuarantined() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                out.write(zeros);
            }
        }
        spool.place("bomb.gz", bytes.toByteArray());
        spool.with("deserializer.maxLineLength", 1 << 20).to(exchange -> {
            // dropped
        });
        spool.start();
        spool.awaitNames("bomb.gz.QUARANTINED", "bomb.gz.QUARANTINED.reason");
        assertThat(spool.reason("bomb.gz.QUARANTINED.reason")).contains("it holds more than maxUnpackRatio=200 times its size");
    }

    @Test
    void packedFilesAreReadAsTheyAreWhenAskedTo() throws Exception {
        spool.place("a.gz", "not packed\n");
        spool.with("unpack", false).start();
        spool.expect("not packed");
    }
}
