/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Steers the gate before the sink of a running agent: up, down, slow, or flapping. */
public final class GateControl {

    private static final String GATE = "org/flumecamel/agent/gate/Gate.class";

    private final Path control;
    private final Path refused;

    /** @param control the file that the gate reads; the system property {@code gate} of the agent */
    public GateControl(Path control) throws IOException {
        this.control = control;
        this.refused = Path.of(control + ".refused");
        open();
    }

    /** The file that the gate reads. */
    public Path file() {
        return control;
    }

    /** Puts the gate into a jar for {@code lib/ext}. */
    public static void putInto(Path jar) throws IOException {
        try (InputStream code = GateControl.class.getClassLoader().getResourceAsStream(GATE);
             OutputStream file = Files.newOutputStream(jar);
             JarOutputStream out = new JarOutputStream(file)) {
            out.putNextEntry(new JarEntry(GATE));
            code.transferTo(out);
        }
    }

    public void open() throws IOException {
        say("open");
    }

    /** Every batch fails from now on. */
    public void close() throws IOException {
        say("closed");
    }

    /** Every batch takes so long from now on. */
    public void slow(long millis) throws IOException {
        say("slow " + millis);
    }

    /** Of so many batches one fails from now on. */
    public void flap(int every) throws IOException {
        say("flap " + every);
    }

    /** How often it has refused a batch. */
    public long refusals() {
        return refused.toFile().length();
    }

    private void say(String word) throws IOException {
        Path fresh = Files.writeString(Path.of(control + ".fresh"), word);
        Files.move(fresh, control, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
