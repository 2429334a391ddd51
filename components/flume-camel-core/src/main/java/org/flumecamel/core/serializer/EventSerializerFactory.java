/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.serializer;

import java.util.Map;

/**
 * Makes serializers. A class of this type with a constructor without parameters can be named in the option
 * {@code serializer} of a sink by its class name, an instance in the registry as {@code #bean}. Thread-safe.
 */
@FunctionalInterface
public interface EventSerializerFactory {

    /**
     * A serializer for one file.
     *
     * @param options the sink's options {@code serializer.*}, without the prefix
     * @throws IllegalArgumentException if an option is unknown or its value is not valid; the sink does not start
     */
    EventSerializer newSerializer(Map<String, String> options);
}
