/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;

import org.apache.camel.CamelContext;
import org.apache.camel.support.ResolverHelper;

/** The channels of a Camel context. Thread-safe. */
public final class Channels {

    private static final String FACTORIES = "META-INF/services/org/flumecamel/channel/";

    private final CamelContext context;
    private final Map<String, ChannelFactory> factories = new LinkedHashMap<>();
    private final Map<String, Channel> channels = new LinkedHashMap<>();

    private Channels(CamelContext context) {
        this.context = context;
    }

    /** The channels of a context. */
    public static Channels of(CamelContext context) {
        synchronized (Channels.class) {
            Channels channels = context.getCamelContextExtension().getContextPlugin(Channels.class);
            if (channels == null) {
                channels = new Channels(context);
                context.getCamelContextExtension().addContextPlugin(Channels.class, channels);
            }
            return channels;
        }
    }

    /**
     * The channel on the queue of an endpoint, made if need be.
     *
     * @param  uri                      the URI of the endpoint: {@code seda:c1}
     * @throws IllegalArgumentException if no channel can be on it
     */
    public synchronized Channel get(String uri) {
        int colon = uri.indexOf(':');
        String scheme = colon < 0 ? uri : uri.substring(0, colon);
        Channel channel = factory(scheme, uri).channel(context, uri);
        channels.put(uri, channel);
        return channel;
    }

    /** All channels that endpoints of this context use. */
    public synchronized Collection<Channel> all() {
        return new LinkedHashSet<>(channels.values());
    }

    /** All channels that endpoints of this context use, by the URIs that these endpoints name them with, in their order. */
    public synchronized Map<String, Channel> byUri() {
        return new LinkedHashMap<>(channels);
    }

    /** A jms component may bear any name, so the factory for jms is asked about unknown schemes too. */
    private ChannelFactory factory(String scheme, String uri) {
        return factories.computeIfAbsent(scheme, s -> resolve(s).or(() -> resolve("jms"))
                .orElseThrow(() -> new IllegalArgumentException(
                        "A channel is the queue of a seda or jms endpoint, such as seda:c1 or jms:queue:c1, not " + uri
                                                                + "; for jms, flume-camel-jms must be on the class path")));
    }

    private Optional<ChannelFactory> resolve(String scheme) {
        return ResolverHelper.resolveService(context, context.getCamelContextExtension().getFactoryFinder(FACTORIES), scheme,
                ChannelFactory.class);
    }
}
