/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.flumecamel.core.Headers;
import org.flumecamel.file.journal.FileIdentity;
import org.flumecamel.file.journal.FileStat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SavedPositionsTest {

    @TempDir
    private Path directory;
    private Path file;
    private FileIdentity identity;
    private FileIdentity sameInodeElsewhere;

    @BeforeEach
    void setUp() throws IOException {
        file = Files.writeString(directory.resolve("app.log"), "one\ntwo\n");
        identity = FileStat.of(file).identity();
        sameInodeElsewhere = new FileIdentity(identity.device() + 1, identity.inode());
    }

    private PositionRecord record(long device, String path) {
        return new PositionRecord(identity.inode(), 4, path, device, 0, Imprint.NONE, Imprint.NONE, LinePiece.NONE);
    }

    @Test
    void theSamePathIsBestThenTheSameDevice() {
        PositionRecord samePath = record(identity.device() + 7, file.toString());
        PositionRecord sameDevice = record(identity.device(), "/gone");
        SavedPositions positions = new SavedPositions(List.of(sameDevice, samePath));
        assertThat(positions.take(identity, file.toString())).isEqualTo(samePath);
        assertThat(positions.take(identity, file.toString())).isEqualTo(sameDevice);
        assertThat(positions.take(identity, file.toString())).isNull();
    }

    @Test
    void anotherInodeIsAnotherFile() {
        SavedPositions positions = new SavedPositions(List.of(record(identity.device(), file.toString())));
        assertThat(positions.take(new FileIdentity(identity.device(), identity.inode() + 1), file.toString())).isNull();
        assertThat(positions.remaining()).hasSize(1);
    }

    @Test
    void aFileOnAnotherDeviceDoesNotTakeTheRecordOfOneThatIsStillThere() {
        PositionRecord flumes = PositionRecord.ofFlume(identity.inode(), 4, file.toString());
        SavedPositions positions = new SavedPositions(List.of(flumes));
        assertThat(positions.take(sameInodeElsewhere, "/elsewhere/other.log")).isNull();
        assertThat(positions.take(identity, file.toString())).isEqualTo(flumes);
    }

    @Test
    void aRecordOfFlumeWhosePathIsGoneMayBeThatOfARenamedFile() {
        PositionRecord flumes = PositionRecord.ofFlume(identity.inode(), 4, directory + "/gone");
        assertThat(new SavedPositions(List.of(flumes)).take(identity, file.toString())).isEqualTo(flumes);
    }

    @Test
    void aRenamedFileOfFlumeIsTakenForOneOnlyIfALineEndsAtThePosition() throws IOException {
        assertThat(agrees(4)).isTrue();
        assertThat(agrees(5)).isFalse();
        assertThat(agrees(8)).isTrue();
        assertThat(agrees(9)).isFalse();
    }

    private boolean agrees(long position) throws IOException {
        PositionRecord flumes = PositionRecord.ofFlume(identity.inode(), position, directory + "/gone");
        FileGroup group = FileGroup.of("g", directory + "/.*", Headers.EMPTY, true);
        TailedFile tailed = new TailedFile(identity, group, file, Headers.EMPTY, new Serials(), flumes);
        assertThat(tailed.open()).isTrue();
        try {
            return SavedPositions.agrees(flumes, tailed);
        } finally {
            tailed.close();
        }
    }
}
