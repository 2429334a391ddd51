/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import jakarta.jms.ConnectionFactory;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.LifecycleStrategy;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.PropertyBindingSupport;
import org.apache.camel.util.StringHelper;
import org.flumecamel.broker.EmbeddedBroker;
import org.flumecamel.channel.ChannelEndpoint;
import org.flumecamel.channel.SpoolerEndpoint;

/**
 * The broker behind {@code flume-channel:jms:…} and {@code flume-spooler:jms:…} where the user has given none: started before
 * the first route that names such a channel, and stopped after all of them. Without such a channel nothing of it is loaded.
 */
final class AgentBroker extends MainListenerSupport {

    private static final String COMPONENT = "jms";
    private static final String PREFIX = "flume.broker.";

    private EmbeddedBroker broker;

    @Override
    public void afterConfigure(BaseMainSupport main) {
        CamelContext context = main.getCamelContext();
        Set<String> keys = new TreeSet<>(System.getProperties().stringPropertyNames());
        keys.addAll(context.getPropertiesComponent().loadProperties().stringPropertyNames());
        keys.removeIf(key -> !key.startsWith(PREFIX));
        Set<String> names = settings().keySet();
        keys.stream().map(key -> key.substring(PREFIX.length())).filter(name -> !names.contains(name)).findFirst()
                .ifPresent(name -> {
                    throw new ConfigurationException("there is no setting " + PREFIX + name
                                                     + NearestName.hint(name, names));
                });
    }

    /** Looks at each endpoint before it is used, wherever in a route it stands and however its name was put together. */
    LifecycleStrategy watch() {
        return new LifecycleStrategySupport() {
            @Override
            public void onEndpointAdd(Endpoint endpoint) {
                String queue = queue(endpoint);
                if (queue != null && queue.startsWith(COMPONENT + ":")) {
                    provide(endpoint.getCamelContext());
                }
            }
        };
    }

    private static String queue(Endpoint endpoint) {
        if (endpoint instanceof ChannelEndpoint channel) {
            return channel.getQueue();
        }
        return endpoint instanceof SpoolerEndpoint spooler ? spooler.getQueue() : null;
    }

    private synchronized void provide(CamelContext context) {
        if (broker != null) {
            return;
        }
        JmsComponent jms = context.getComponent(COMPONENT, JmsComponent.class);
        ConnectionFactory factory = given(context, jms);
        if (factory == null) {
            factory = configured(context);
        }
        if (factory instanceof EmbeddedBroker embedded) {
            run(context, embedded);
        }
        jms.getConfiguration().setConnectionFactory(factory);
    }

    /** What the user has given: to the component, or as the only bean of that kind, which Camel would give to it as well. */
    private static ConnectionFactory given(CamelContext context, JmsComponent jms) {
        if (jms.getConfiguration().getConnectionFactory() != null) {
            return jms.getConfiguration().getConnectionFactory();
        }
        Map<String, ConnectionFactory> beans = context.getRegistry().findByTypeWithName(ConnectionFactory.class);
        if (beans.size() > 1) {
            throw new ConfigurationException("jms does not know which ConnectionFactory it is to use ("
                                             + String.join(", ", new TreeSet<>(beans.keySet())) + "): name it with"
                                             + " camel.component.jms.connection-factory = #bean:<name>");
        }
        return beans.isEmpty() ? null : beans.values().iterator().next();
    }

    private void run(CamelContext context, EmbeddedBroker embedded) {
        try {
            embedded.start();
        } catch (RuntimeException e) {
            throw new ConfigurationException(StartFailure.root(e).getMessage());
        }
        broker = embedded;
        HealthCheckRegistry checks = HealthCheckRegistry.get(context);
        if (checks != null) {
            checks.register(new BrokerHealthCheck(embedded));
        }
    }

    private static EmbeddedBroker configured(CamelContext context) {
        EmbeddedBroker broker = new EmbeddedBroker();
        settings().forEach((name, type) -> context.getPropertiesComponent().resolveProperty(PREFIX + name).map(String::strip)
                .ifPresent(value -> set(context, broker, name, value, type)));
        return broker;
    }

    private static void set(CamelContext context, EmbeddedBroker broker, String name, String value, Class<?> type) {
        try {
            PropertyBindingSupport.build().bind(context, broker, name, value);
        } catch (PropertyBindingException e) {
            throw new ConfigurationException(PREFIX + name + " cannot be " + value + ": it must be "
                                             + EndpointProblem.describe(type));
        }
    }

    /** The names of its settings, and what kind they are. */
    private static Map<String, Class<?>> settings() {
        return Arrays.stream(EmbeddedBroker.class.getDeclaredMethods())
                .filter(method -> method.getName().startsWith("set") && Modifier.isPublic(method.getModifiers()))
                .collect(Collectors.toMap(method -> StringHelper.decapitalize(method.getName().substring("set".length())),
                        method -> method.getParameterTypes()[0]));
    }

    void stop() {
        EmbeddedBroker running;
        synchronized (this) {
            running = broker;
            broker = null;
        }
        if (running != null) {
            running.stop();
        }
    }
}
