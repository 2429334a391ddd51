/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

import org.flumecamel.core.counter.Counter;
import org.flumecamel.core.counter.CounterMXBean;

/** One figure of a counter, under the name it has over JMX: {@code EventPutSuccessCount}. */
record Attribute(String name, Method getter) {

    private static final ConcurrentMap<Class<?>, List<Attribute>> OF_CLASS = new ConcurrentHashMap<>();

    /** All figures of a counter, by name. */
    static List<Attribute> of(Counter counter) {
        return OF_CLASS.computeIfAbsent(counter.getClass(), Attribute::find);
    }

    private static List<Attribute> find(Class<?> type) {
        return Arrays.stream(type.getInterfaces()).filter(CounterMXBean.class::isAssignableFrom)
                .flatMap(bean -> Stream.of(bean.getMethods()))
                .filter(method -> method.getName().startsWith("get") && method.getParameterCount() == 0)
                .map(method -> new Attribute(method.getName().substring(3), method))
                .sorted(Comparator.comparing(Attribute::name)).toList();
    }

    /** Its value now. */
    Object value(Counter counter) {
        try {
            return getter.invoke(counter);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Attribute " + name + " of " + counter.name() + " cannot be read", e);
        }
    }

    /** Its value as a number. */
    double number(Counter counter) {
        return ((Number) value(counter)).doubleValue();
    }

    boolean isNumber() {
        return getter.getReturnType() != String.class;
    }

    /**
     * The name with dots between its words, without the word count: {@code event.put.success}. Names that end in created mean
     * something else to Prometheus.
     */
    String words() {
        return name.replaceFirst("Count$", "").replaceFirst("Created$", "Opened")
                .replaceAll("(?<=[a-z])(?=[A-Z])", ".").toLowerCase(Locale.ROOT);
    }
}
