/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.counter;

import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All counters of a Camel context, also as MBeans under the names Flume gives them
 * ({@code org.apache.flume.channel:type=c1}), so that existing boards find them. Where another context of the same JVM
 * has a component of the same name, {@code context=<name>} is added. Thread-safe.
 */
public final class Counters extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(Counters.class);

    private final String contextName;
    private final Map<String, SourceCounter> sources = new LinkedHashMap<>();
    private final Map<String, ChannelCounter> channels = new LinkedHashMap<>();
    private final Map<String, SinkCounter> sinks = new LinkedHashMap<>();
    private final Map<String, DeadLetterCounter> deadLetters = new LinkedHashMap<>();
    private final Map<Counter, ObjectName> registered = new LinkedHashMap<>();

    private Counters(String contextName) {
        this.contextName = contextName;
    }

    /** The counters of a context; made at the first call, unregistered while the context is stopped. */
    public static Counters of(CamelContext context) {
        synchronized (Counters.class) {
            Counters counters = context.getCamelContextExtension().getContextPlugin(Counters.class);
            if (counters == null) {
                counters = new Counters(context.getName());
                context.getCamelContextExtension().addContextPlugin(Counters.class, counters);
            }
            // a context that stops lets go of its services, but keeps its plugins
            if (!context.hasService(counters)) {
                try {
                    context.addService(counters);
                } catch (Exception e) {
                    throw new IllegalStateException("The counters cannot be added to " + context.getName(), e);
                }
            }
            return counters;
        }
    }

    /** The counter of the source of that name, shared by all that call themselves so. */
    public SourceCounter source(String name) {
        return counter(sources, name, SourceCounter::new);
    }

    /** The counter of the channel of that name. */
    public ChannelCounter channel(String name) {
        return counter(channels, name, ChannelCounter::new);
    }

    /** The counter of the sink of that name, shared by all that call themselves so. */
    public SinkCounter sink(String name) {
        return counter(sinks, name, SinkCounter::new);
    }

    /** The counter of the dead letter of that name. */
    public DeadLetterCounter deadLetter(String name) {
        return counter(deadLetters, name, DeadLetterCounter::new);
    }

    public synchronized Collection<SourceCounter> sources() {
        return List.copyOf(sources.values());
    }

    public synchronized Collection<ChannelCounter> channels() {
        return List.copyOf(channels.values());
    }

    public synchronized Collection<SinkCounter> sinks() {
        return List.copyOf(sinks.values());
    }

    public synchronized Collection<DeadLetterCounter> deadLetters() {
        return List.copyOf(deadLetters.values());
    }

    private synchronized <C extends Counter> C counter(Map<String, C> group, String name, Function<String, C> maker) {
        C counter = group.get(name);
        if (counter == null) {
            counter = maker.apply(name);
            group.put(name, counter);
            register(counter);
        }
        return counter;
    }

    private void register(Counter counter) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        String plain = "org.apache.flume." + counter.getType().toLowerCase(Locale.ROOT) + ":type="
                       + quoted(counter.name());
        try {
            ObjectName objectName = new ObjectName(plain);
            try {
                server.registerMBean(counter, objectName);
            } catch (InstanceAlreadyExistsException e) {
                objectName = new ObjectName(plain + ",context=" + quoted(contextName));
                server.registerMBean(counter, objectName);
            }
            registered.put(counter, objectName);
        } catch (JMException e) {
            LOG.warn("The counters of {} {} are not visible over JMX: {}", counter.getType(), counter.name(), e.toString());
        }
    }

    private static String quoted(String value) {
        return value.matches("[\\w.@ -]+") ? value : ObjectName.quote(value);
    }

    @Override
    protected synchronized void doStart() {
        Stream.of(sources, channels, sinks, deadLetters).flatMap(group -> group.values().stream())
                .filter(counter -> !registered.containsKey(counter)).forEach(this::register);
    }

    @Override
    protected synchronized void doStop() {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        registered.forEach((counter, objectName) -> {
            try {
                server.unregisterMBean(objectName);
            } catch (JMException e) {
                LOG.debug("{} is not unregistered: {}", objectName, e.toString());
            }
        });
        registered.clear();
    }
}
