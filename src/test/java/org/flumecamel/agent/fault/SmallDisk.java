/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small file system of its own, in memory, that can be filled up by something else. Only root can make one. */
public final class SmallDisk implements AutoCloseable {

    private final Path place;
    private final Path ballast;

    private SmallDisk(Path place) {
        this.place = place;
        this.ballast = place.resolveSibling(place.getFileName() + ".ballast");
    }

    /**
     * Mounts one.
     *
     * @param  place       an empty directory
     * @throws IOException if this machine or this user cannot
     */
    public static SmallDisk mount(Path place, int megabytes) throws IOException, InterruptedException {
        Files.createDirectories(place);
        run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", place.toString());
        return new SmallDisk(place);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said.trim());
        }
    }

    /** A directory on it that is not the root of the file system. */
    public Path directory() throws IOException {
        return Files.createDirectories(place.resolve("data"));
    }

    /** Fills it up, but for so many bytes. */
    public void fill(long free) throws IOException {
        byte[] block = new byte[1 << 12];
        try (OutputStream out = Files.newOutputStream(place.resolve(ballast.getFileName()))) {
            while (Files.getFileStore(place).getUsableSpace() > free) {
                out.write(block);
            }
        } catch (IOException full) {
            if (Files.getFileStore(place).getUsableSpace() > block.length) {
                throw full;
            }
        }
    }

    /** Takes away what {@link #fill} has put there. */
    public void giveBack() throws IOException {
        Files.delete(place.resolve(ballast.getFileName()));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("umount", "-l", place.toString());
    }
}
