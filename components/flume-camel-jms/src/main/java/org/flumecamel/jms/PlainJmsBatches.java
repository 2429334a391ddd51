/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.component.jms.JmsBinding;
import org.apache.camel.component.jms.JmsEndpoint;
import org.apache.camel.spi.ContextServicePlugin;

/**
 * Gives every plain {@code jms} endpoint of a context a {@link BatchBinding}, unless it has a binding of its own. Camel
 * loads it because this jar is on the class path.
 */
public final class PlainJmsBatches implements ContextServicePlugin {

    @Override
    public void load(CamelContext context) {
        context.getCamelContextExtension().registerEndpointCallback((uri, endpoint) -> bind(endpoint));
    }

    private static Endpoint bind(Endpoint endpoint) {
        // an endpoint that was made without a component can have no binding
        if (endpoint instanceof JmsEndpoint jms && jms.getComponent() != null
                && jms.getBinding().getClass() == JmsBinding.class) {
            jms.setBinding(new BatchBinding(jms));
        }
        return endpoint;
    }
}
