/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core;

import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.camel.Endpoint;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.util.PropertiesHelper;

/**
 * Base of our components: {@code flume-<kind>:<name>?options}. Option values are taken raw, so that {@code +} and
 * {@code %Y} in a path or a regular expression stay what they are; a value with {@code &} is written {@code RAW(value)}.
 */
public abstract class FlumeComponent extends DefaultComponent {

    @Override
    public final boolean useRawUri() {
        return true;
    }

    @Override
    protected final Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        if (remaining == null || remaining.isBlank()) {
            throw new ResolveEndpointFailedException(uri, "a name is missing: write " + getDefaultName() + ":<name>");
        }
        return newEndpoint(uri, remaining, parameters);
    }

    /**
     * Makes an endpoint.
     *
     * @param name       what follows the scheme; never blank
     * @param parameters the options; those with a prefix are to be taken out with {@link #takeOptions}, all others are set
     *                   by the caller
     */
    protected abstract Endpoint newEndpoint(String uri, String name, Map<String, Object> parameters) throws Exception;

    /** Takes the options {@code <prefix><key>=<value>} out of the parameters, in their order, keys without the prefix. */
    protected static Map<String, String> takeOptions(Map<String, Object> parameters, String prefix) {
        Map<String, String> options = new LinkedHashMap<>();
        PropertiesHelper.extractProperties(parameters, prefix).forEach((key, value) -> options.put(key, String.valueOf(value)));
        return options;
    }

    @Override
    protected void validateParameters(String uri, Map<String, Object> parameters, String optionPrefix) {
        if (!parameters.isEmpty()) {
            throw new UnknownOptionException(uri, getDefaultName(), parameters.keySet());
        }
    }
}
