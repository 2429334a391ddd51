/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.component.seda.SedaComponent;
import org.apache.camel.component.seda.SedaEndpoint;
import org.apache.camel.support.service.ServiceSupport;
import org.flumecamel.core.counter.Counters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The memory channels of a Camel context. When the context stops, after all routes, it gives up what is left in them and
 * says how much that is. Thread-safe.
 */
public final class MemoryChannels extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryChannels.class);

    private final CamelContext context;
    private final ByteBudget budget;
    private final Map<String, MemoryChannel> channels = new LinkedHashMap<>();
    private final List<ChannelLeft> left = new ArrayList<>();

    private MemoryChannels(CamelContext context) {
        this.context = context;
        ChannelComponent component = context.getComponent("flume-channel", ChannelComponent.class);
        this.budget = new ByteBudget(Runtime.getRuntime().maxMemory() / 100 * component.getHeapShare());
    }

    /** The memory channels of a context. */
    public static MemoryChannels of(CamelContext context) {
        synchronized (MemoryChannels.class) {
            MemoryChannels channels = context.getCamelContextExtension().getContextPlugin(MemoryChannels.class);
            if (channels == null) {
                channels = new MemoryChannels(context);
                context.getCamelContextExtension().addContextPlugin(MemoryChannels.class, channels);
            }
            // a context that stops lets go of its services, but keeps its plugins
            if (!context.hasService(channels)) {
                try {
                    context.addService(channels);
                } catch (Exception e) {
                    throw new IllegalStateException("The memory channels cannot be added to " + context.getName(), e);
                }
            }
            return channels;
        }
    }

    /**
     * The channel on the queue that a URI names.
     *
     * @param uri {@code seda:<name>}
     */
    synchronized MemoryChannel get(String uri) {
        SedaEndpoint endpoint = context.getEndpoint(uri, SedaEndpoint.class);
        SedaComponent component = endpoint.getComponent();
        String key = component.getQueueKey(endpoint.getEndpointUri());
        return channels.computeIfAbsent(key, k -> {
            makeQueue(component, endpoint, key);
            String name = uri.substring("seda:".length());
            return new MemoryChannel(name, endpoint, budget, Counters.of(context).channel(name));
        });
    }

    /**
     * Makes the queue unless a plain seda endpoint already has. The channel's own account bounds it, so the queue, which
     * counts batches and not events, gets no bound; a plain endpoint takes it as it is.
     */
    private static void makeQueue(SedaComponent component, SedaEndpoint endpoint, String key) {
        if (component.getQueueReference(key) == null) {
            component.getOrCreateQueue(endpoint, Integer.MAX_VALUE, false, component.getDefaultQueueFactory());
        }
    }

    /** What was left in the channels when the context stopped; empty before, and if all was delivered. */
    public synchronized List<ChannelLeft> left() {
        return List.copyOf(left);
    }

    @Override
    protected synchronized void doStart() {
        left.clear();
    }

    @Override
    protected synchronized void doStop() {
        for (MemoryChannel channel : channels.values()) {
            ChannelLeft rest = channel.giveUp();
            if (rest.events() > 0) {
                left.add(rest);
                LOG.warn("Channel {} still held {} events; {} of them cannot be read again and are lost", rest.channel(),
                        rest.events(), rest.lost());
            }
        }
    }
}
