/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

import java.io.IOException;

/**
 * Makes deserializers. A class of this type with a constructor that takes the options {@code deserializer.*} without the
 * prefix, as a {@code Map<String, String>}, or none can be named in the option {@code deserializer} by its class name, an
 * instance in the registry as {@code #bean}. Thread-safe.
 */
@FunctionalInterface
public interface EventDeserializerFactory {

    /**
     * A deserializer for one file.
     *
     * @param content of the file; it is closed by the caller
     * @param start   {@link Position#START} or a position that was given out for the same content
     */
    EventDeserializer open(SpoolContent content, Position start) throws IOException;

    /** Whether files whose names say that they are packed are to be unpacked. */
    default boolean readsUnpacked() {
        return true;
    }
}
