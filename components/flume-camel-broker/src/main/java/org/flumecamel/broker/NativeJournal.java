/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.apache.activemq.artemis.core.io.aio.AIOSequentialFileFactory;
import org.apache.activemq.artemis.nativo.jlibaio.LibaioContext;
import org.apache.activemq.artemis.nativo.jlibaio.SubmitInfo;

/**
 * Loads the library behind the AIO journal. Artemis has it in a jar, but looks for it on {@code java.library.path} only, which
 * is fixed before a program can put it there; so it is unpacked and loaded here, and Artemis told that it is.
 */
final class NativeJournal {

    private static final String LIBRARY = "libartemis-native-64.so";
    private static final String RESOURCE = "lib/linux-x86_64/" + LIBRARY;

    private static String missing;

    private NativeJournal() {
    }

    /**
     * Whether the journal in a directory can be written by AIO.
     *
     * @return null if it can, else what is missing
     */
    static synchronized String missing(Path directory) throws IOException {
        if (!LibaioContext.isLoaded() && missing == null) {
            missing = load(directory);
        }
        if (!LibaioContext.isLoaded()) {
            return missing;
        }
        return AIOSequentialFileFactory.isSupported(directory.toFile()) ? null
                : "the file system of " + directory + " has no direct IO";
    }

    private static String load(Path directory) throws IOException {
        if (!"Linux".equals(System.getProperty("os.name")) || !"amd64".equals(System.getProperty("os.arch"))) {
            return "the library is for Linux on x86-64 only";
        }
        Path library = directory.resolve(LIBRARY);
        try (InputStream packed = LibaioContext.class.getClassLoader().getResourceAsStream(RESOURCE)) {
            if (packed == null) {
                return RESOURCE + " is not on the class path";
            }
            Files.copy(packed, library, StandardCopyOption.REPLACE_EXISTING);
            // native methods are found in libraries that a class of the same class loader has loaded
            System.load(library.toString());
            tryOut();
            VarHandle loaded = MethodHandles.privateLookupIn(LibaioContext.class, MethodHandles.lookup())
                    .findStaticVarHandle(LibaioContext.class, "loaded", boolean.class);
            loaded.set(true);
            return null;
        } catch (UnsatisfiedLinkError e) {
            return e.getMessage().contains("libaio") ? "libaio is not installed" : e.getMessage();
        } catch (ReflectiveOperationException e) {
            return "this version of Artemis does not take it: " + e;
        } catch (RuntimeException e) {
            return "the system refuses asynchronous IO: " + e.getMessage();
        } finally {
            // it stays loaded
            Files.deleteIfExists(library);
        }
    }

    private static void tryOut() {
        try (LibaioContext<SubmitInfo> context = new LibaioContext<>(1, false, false)) {
            LibaioContext.isForceSyscall();
        }
    }
}
