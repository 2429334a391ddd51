/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.testkit;

import java.io.IOException;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One real Elasticsearch for all tests of a module that name the extension. It is started by the first that needs it, and ended
 * after the last. Where the machine has no JDK for it, the tests are left out with a message; with {@code FLUMECAMEL_CI} in the
 * environment they fail.
 */
public abstract class SharedElasticsearch implements BeforeAllCallback {

    private static final ExtensionContext.Namespace SHARED = ExtensionContext.Namespace.create(SharedElasticsearch.class);

    private record Running(ElasticsearchServer server) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    /** Starts the server. */
    protected abstract ElasticsearchServer start() throws Exception;

    @Override
    public final void beforeAll(ExtensionContext context) throws Exception {
        if (!ElasticsearchServer.isPossible()) {
            System.err.println("TESTS WITH ELASTICSEARCH ARE LEFT OUT. " + ElasticsearchServer.MISSING);
            Assumptions.assumeTrue(System.getenv("FLUMECAMEL_CI") != null, ElasticsearchServer.MISSING);
            throw new IllegalStateException(ElasticsearchServer.MISSING);
        }
        context.getRoot().getStore(SHARED).getOrComputeIfAbsent(getClass(), key -> running());
    }

    private Running running() {
        try {
            return new Running(start());
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("Elasticsearch does not start", e);
        }
    }
}
