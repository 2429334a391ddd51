/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.interceptor;

/**
 * Makes an interceptor whose code is in a module of its own, because it needs libraries that core has not. Found by the name
 * of the type in {@code META-INF/services/org/flumecamel/interceptor/<type>}; the class has a constructor without parameters.
 */
public interface InterceptorProvider {

    /**
     * Makes the interceptor of an endpoint.
     *
     * @throws IllegalArgumentException if an option is missing or has a bad value; the message names it
     */
    Interceptor create(InterceptorEndpoint endpoint);
}
