/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.serializer;

import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import org.apache.camel.CamelContext;
import org.apache.camel.support.CamelContextHelper;

/** Finds the serializer that the option {@code serializer} of a sink names (Flume SER-OUT-B1). */
public final class EventSerializers {

    private EventSerializers() {
    }

    /**
     * A source of serializers, one for each file. The first is made at once, so that a wrong option stops the start.
     *
     * @param name    {@code TEXT} or {@code HEADER_AND_TEXT} in any letter case, {@code #bean}, or the name of a class that
     *                is an {@link EventSerializerFactory}
     * @param options the options {@code serializer.*}, without the prefix
     * @throws IllegalArgumentException if there is no such serializer or an option is wrong
     */
    public static Supplier<EventSerializer> of(CamelContext context, String name, Map<String, String> options) {
        EventSerializerFactory factory = factory(context, name);
        Map<String, String> copy = Map.copyOf(options);
        factory.newSerializer(copy);
        return () -> factory.newSerializer(copy);
    }

    private static EventSerializerFactory factory(CamelContext context, String name) {
        switch (name.toUpperCase(Locale.ROOT)) {
            case "TEXT":
                return TextSerializer::new;
            case "HEADER_AND_TEXT":
                return HeaderAndTextSerializer::new;
            default:
                return name.startsWith("#") ? bean(context, name.substring(1)) : instance(context, name);
        }
    }

    private static EventSerializerFactory bean(CamelContext context, String name) {
        EventSerializerFactory factory = CamelContextHelper.lookup(context, name, EventSerializerFactory.class);
        if (factory == null) {
            throw new IllegalArgumentException("serializer: the registry has no " + EventSerializerFactory.class.getSimpleName()
                                               + " named " + name);
        }
        return factory;
    }

    private static EventSerializerFactory instance(CamelContext context, String className) {
        Class<?> type = context.getClassResolver().resolveClass(className);
        if (type == null) {
            throw new IllegalArgumentException("serializer must be TEXT, HEADER_AND_TEXT, #bean or a class on the class path,"
                                               + " not " + className);
        }
        if (!EventSerializerFactory.class.isAssignableFrom(type)) {
            throw new IllegalArgumentException("serializer: " + className + " does not implement "
                                               + EventSerializerFactory.class.getName());
        }
        return (EventSerializerFactory) context.getInjector().newInstance(type);
    }
}
