/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.component.jms.JmsEndpoint;
import org.apache.camel.support.service.ServiceSupport;
import org.flumecamel.core.counter.Counters;

/** The channels of a Camel context that are on queues of JMS brokers. Thread-safe. */
final class JmsChannels extends ServiceSupport {

    /** How often it looks for sends that the broker holds up, in milliseconds. */
    private static final long WATCH_INTERVAL = 100;

    /** What makes two URIs name the same queue. */
    private record Key(String scheme, String queue) {
    }

    private final CamelContext context;
    private final Map<Key, JmsChannel> channels = new HashMap<>();
    private ScheduledExecutorService watch;

    private JmsChannels(CamelContext context) {
        this.context = context;
    }

    static JmsChannels of(CamelContext context) {
        synchronized (JmsChannels.class) {
            JmsChannels channels = context.getCamelContextExtension().getContextPlugin(JmsChannels.class);
            if (channels == null) {
                channels = new JmsChannels(context);
                context.getCamelContextExtension().addContextPlugin(JmsChannels.class, channels);
            }
            // a context that stops lets go of its services, but keeps its plugins
            if (!context.hasService(channels)) {
                try {
                    context.addService(channels);
                } catch (Exception e) {
                    throw new IllegalStateException("The jms channels cannot be added to " + context.getName(), e);
                }
            }
            return channels;
        }
    }

    /**
     * The channel on the queue that a URI names.
     *
     * @throws IllegalArgumentException if it does not name a queue of a JMS broker
     */
    synchronized JmsChannel get(String uri) {
        JmsEndpoint endpoint = queueEndpoint(uri);
        String queue = endpoint.getDestinationName();
        Key key = new Key(uri.substring(0, uri.indexOf(':')), queue);
        JmsChannel channel = channels.get(key);
        if (channel == null) {
            boolean taken = channels.keySet().stream().anyMatch(other -> other.queue().equals(queue));
            String name = taken ? key.scheme() + ":" + queue : queue;
            channel = new JmsChannel(name, endpoint, Counters.of(context).channel(name));
            channels.put(key, channel);
        }
        channel.at(endpoint);
        return channel;
    }

    private JmsEndpoint queueEndpoint(String uri) {
        Endpoint endpoint;
        try {
            endpoint = context.getEndpoint(uri);
        } catch (ResolveEndpointFailedException e) {
            throw new IllegalArgumentException(
                    "The channel on " + uri + " cannot be made, because its endpoint cannot: " + e.getMessage(), e);
        }
        if (!(endpoint instanceof JmsEndpoint jms)) {
            throw new IllegalArgumentException(
                    "A channel is the queue of a seda or jms endpoint, such as seda:c1 or jms:queue:c1, not " + uri);
        }
        if (!"queue".equals(jms.getDestinationType())) {
            throw new IllegalArgumentException(
                    "A channel must be a queue, which keeps its messages until they are taken, not a "
                                               + jms.getDestinationType() + ": " + uri);
        }
        return jms;
    }

    private void unblock() {
        List<JmsChannel> all;
        synchronized (this) {
            all = new ArrayList<>(channels.values());
        }
        all.forEach(JmsChannel::unblock);
    }

    @Override
    protected synchronized void doStart() {
        watch = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "JmsChannelWatch");
        watch.scheduleWithFixedDelay(this::unblock, WATCH_INTERVAL, WATCH_INTERVAL, TimeUnit.MILLISECONDS);
    }

    @Override
    protected void doStop() {
        List<JmsChannel> all;
        synchronized (this) {
            all = new ArrayList<>(channels.values());
            context.getExecutorServiceManager().shutdownNow(watch);
        }
        all.forEach(JmsChannel::close);
    }
}
