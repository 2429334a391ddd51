/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core;

import java.util.Set;

import org.apache.camel.ResolveEndpointFailedException;

/** An endpoint was given options it does not have. */
public class UnknownOptionException extends ResolveEndpointFailedException {

    private static final long serialVersionUID = 1L;

    private final String scheme;
    private final Set<String> options;

    UnknownOptionException(String uri, String scheme, Set<String> options) {
        super(uri, scheme + " has no option " + String.join(", ", options)
                   + " (a value that contains & must be written RAW(value))");
        this.scheme = scheme;
        this.options = Set.copyOf(options);
    }

    /** The scheme of the endpoint. */
    public String scheme() {
        return scheme;
    }

    /** The names that are not known. */
    public Set<String> options() {
        return options;
    }
}
