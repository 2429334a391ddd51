/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.interceptor;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Callable;

import org.flumecamel.core.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets a header to the address or the name of this machine, as it is found at the start (Flume INT-HOST). */
final class HostInterceptor extends HeaderInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(HostInterceptor.class);

    private final String hostHeader;
    private final String host;
    private final boolean preserveExisting;

    /**
     * @param host the address or name; null if it could not be found: events then pass as they are
     */
    HostInterceptor(String hostHeader, String host, boolean preserveExisting) {
        this.hostHeader = hostHeader;
        this.host = host;
        this.preserveExisting = preserveExisting;
    }

    /** The address or the canonical name of this machine; null, and a warning, if the machine does not know it. */
    static String resolve(boolean useIP, Callable<InetAddress> localHost) {
        try {
            InetAddress address = localHost.call();
            return useIP ? address.getHostAddress() : address.getCanonicalHostName();
        } catch (UnknownHostException e) {
            LOG.warn("This machine's own name does not resolve, so flume-interceptor:host leaves events as they are until the"
                     + " next start: {}", e.getMessage());
            return null;
        } catch (Exception e) {
            throw new IllegalStateException("The address of this machine cannot be found", e);
        }
    }

    @Override
    Headers change(Headers headers, long receivedAt) {
        return host == null ? headers : set(headers, hostHeader, host, preserveExisting);
    }
}
