/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

import java.lang.reflect.InvocationTargetException;
import java.util.Locale;
import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.support.CamelContextHelper;

/** Finds the factory that the option {@code deserializer} names (Flume SRC-SPOOLDIR-O19). */
final class Deserializers {

    private Deserializers() {
    }

    /** @throws IllegalArgumentException if there is none, or an option of it is wrong */
    static EventDeserializerFactory of(CamelContext context, SpooldirEndpoint endpoint, Map<String, String> options) {
        String name = endpoint.getDeserializer();
        return switch (alias(name)) {
            case "LINE" -> new LineFiles(options, LineFiles.charset("inputCharset", endpoint.getInputCharset()),
                    endpoint.getDecodeErrorPolicy());
            case "AVRO" -> AvroDeserializer.factory(options);
            case "BLOB" -> BlobDeserializer.factory(options);
            default -> name.startsWith("#") ? bean(context, name.substring(1)) : instance(context, name, options);
        };
    }

    /** Flume's builder classes are known by their names. */
    private static String alias(String name) {
        return switch (name.replaceFirst("\\$Builder$", "")) {
            case "org.apache.flume.serialization.LineDeserializer" -> "LINE";
            case "org.apache.flume.serialization.AvroEventDeserializer" -> "AVRO";
            case "org.apache.flume.sink.solr.morphline.BlobDeserializer" -> "BLOB";
            default -> name.toUpperCase(Locale.ROOT);
        };
    }

    private static EventDeserializerFactory bean(CamelContext context, String name) {
        EventDeserializerFactory factory = CamelContextHelper.lookup(context, name, EventDeserializerFactory.class);
        if (factory == null) {
            throw new IllegalArgumentException("deserializer: the registry has no "
                                               + EventDeserializerFactory.class.getSimpleName() + " named " + name);
        }
        return factory;
    }

    private static EventDeserializerFactory instance(CamelContext context, String className, Map<String, String> options) {
        Class<?> type = context.getClassResolver().resolveClass(className);
        if (type == null) {
            throw new IllegalArgumentException("deserializer must be LINE, AVRO, BLOB, #bean or a class on the class path, not "
                                               + className);
        }
        if (!EventDeserializerFactory.class.isAssignableFrom(type)) {
            throw new IllegalArgumentException("deserializer: " + className + " does not implement "
                                               + EventDeserializerFactory.class.getName());
        }
        try {
            return (EventDeserializerFactory) type.getConstructor(Map.class).newInstance(options);
        } catch (NoSuchMethodException e) {
            return (EventDeserializerFactory) context.getInjector().newInstance(type);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException("deserializer: " + className + ": " + e.getCause().getMessage(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("deserializer: " + className + " cannot be made: " + e, e);
        }
    }
}
