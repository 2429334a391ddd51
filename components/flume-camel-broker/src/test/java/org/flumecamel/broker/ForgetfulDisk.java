/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A disk that loses at a power loss what nobody has synced: {@code src/test/c/powerloss.c} around a process, and what the disk
 * would hold after it was killed.
 */
final class ForgetfulDisk {

    private final Path root;
    private final Path shadow;
    private final Path library;

    /** @param folder where the disk and its shadow are made */
    ForgetfulDisk(Path folder) throws IOException, InterruptedException {
        root = Files.createDirectories(folder.resolve("disk")).toRealPath();
        shadow = Files.createDirectories(folder.resolve("shadow")).toRealPath();
        library = folder.resolve("powerloss.so");
        Tool.GCC.run("-Wall", "-Werror", "-O2", "-shared", "-fPIC", "-o", library.toString(),
                Path.of("src/test/c/powerloss.c").toAbsolutePath().toString(), "-ldl", "-lpthread");
    }

    /** The folder whose content is forgotten. */
    Path root() {
        return root;
    }

    /**
     * What the environment of a process must hold.
     *
     * @param seed    chooses what survives although it was not synced
     * @param survive how many per cent of it do
     */
    Map<String, String> environment(long seed, int survive) {
        return Map.of("LD_PRELOAD", library.toString(), "POWERLOSS_ROOT", root.toString(), "POWERLOSS_SHADOW",
                shadow.toString(), "POWERLOSS_SEED", Long.toString(seed), "POWERLOSS_SURVIVE", Integer.toString(survive));
    }

    /** Makes the disk full, or gives it room again. */
    void full(boolean full) throws IOException {
        Path sign = shadow.resolve("full");
        if (full) {
            Files.createFile(sign);
        } else {
            Files.delete(sign);
        }
    }

    /** Makes a folder with what the power loss has left. */
    void restore(Path target) throws IOException {
        Files.createDirectories(target);
        restore((Long) Files.getAttribute(root, "unix:ino"), target);
    }

    private void restore(long directory, Path target) throws IOException {
        Path names = shadow.resolve("names").resolve(Long.toString(directory));
        if (!Files.exists(names)) {
            return;
        }
        for (String line : Files.readAllLines(names)) {
            String[] entry = line.split(" ", 3);
            Path path = target.resolve(entry[2]);
            if (entry[0].equals("d")) {
                Files.createDirectory(path);
                restore(Long.parseLong(entry[1]), path);
            } else {
                Path content = shadow.resolve("content").resolve(entry[1]);
                if (Files.exists(content)) {
                    Files.copy(content, path);
                } else {
                    Files.createFile(path);
                }
            }
        }
    }
}
