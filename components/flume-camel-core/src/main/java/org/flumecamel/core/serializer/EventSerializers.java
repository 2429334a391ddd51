/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.serializer;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.support.CamelContextHelper;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.SinkDelivery;
import org.flumecamel.core.path.FileEnding;

/**
 * The serializers of one sink, one for each file, as its option {@code serializer} names them (Flume SER-OUT-B1).
 * Thread-safe.
 * <p>
 * A jar adds a name with a file {@code META-INF/services/org/flumecamel/serializer/NAME} that has
 * {@code class=<an EventSerializerFactory>} in it.
 */
public final class EventSerializers implements Supplier<EventSerializer> {

    private static final String NAMES = "META-INF/services/org/flumecamel/serializer/";

    private final EventSerializerFactory factory;
    private final Map<String, String> options;
    private final EventSerializer judge;

    private EventSerializers(EventSerializerFactory factory, Map<String, String> options) {
        this.factory = factory;
        this.options = Map.copyOf(options);
        this.judge = factory.newSerializer(this.options);
    }

    /**
     * A source of serializers. The first is made at once, so that a wrong option stops the start.
     *
     * @param name    {@code TEXT}, {@code HEADER_AND_TEXT} or a name that a jar adds, in any letter case, {@code #bean}, or the
     *                name of a class that is an {@link EventSerializerFactory}
     * @param options the options {@code serializer.*}, without the prefix
     * @throws IllegalArgumentException if there is no such serializer or an option is wrong
     */
    public static EventSerializers of(CamelContext context, String name, Map<String, String> options) {
        return new EventSerializers(factory(context, name), options);
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

    private static EventSerializerFactory instance(CamelContext context, String name) {
        Class<?> type = type(context, name);
        if (!EventSerializerFactory.class.isAssignableFrom(type)) {
            throw new IllegalArgumentException("serializer: " + name + " does not implement "
                                               + EventSerializerFactory.class.getName());
        }
        EventSerializerFactory factory = (EventSerializerFactory) context.getInjector().newInstance(type);
        CamelContextAware.trySetCamelContext(factory, context);
        return factory;
    }

    private static Class<?> type(CamelContext context, String name) {
        var names = context.getCamelContextExtension().getFactoryFinder(NAMES);
        return names.findClass(name).or(() -> names.findClass(name.toUpperCase(Locale.ROOT)))
            .or(() -> Optional.ofNullable(context.getClassResolver().resolveClass(name)))
            .orElseThrow(() -> new IllegalArgumentException(
                "serializer must be TEXT, HEADER_AND_TEXT, AVRO_EVENT, AVRO or JSON (these three are in"
                + " flume-camel-serializers), #bean or a class on the class path, not " + name));
    }

    /** A serializer for one file. */
    @Override
    public EventSerializer get() {
        return factory.newSerializer(options);
    }

    /** How the end of the last whole event is found in their files. */
    public FileEnding ending() {
        return judge.ending();
    }

    /**
     * Rejects the pending events that can never be written.
     *
     * @throws IOException if that cannot be said of one of them now
     */
    public void rejectUnfit(SinkDelivery delivery) throws IOException {
        EventBatch batch = delivery.batch();
        synchronized (judge) {
            for (int i = 0; i < batch.size(); i++) {
                String refusal = delivery.isPending(i) ? judge.refusal(batch.get(i)) : null;
                if (refusal != null) {
                    delivery.reject(i, refusal);
                }
            }
        }
    }
}
