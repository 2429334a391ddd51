/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import org.apache.activemq.artemis.core.io.IOCallback;

/**
 * Passes on how a write went, but of a failure in a thread of its own: sessions roll back then, for which they wait until a
 * broker that stops has stopped, and that waits for the threads that write.
 */
record FailureTeller(IOCallback callback) implements IOCallback {

    @Override
    public void done() {
        callback.done();
    }

    @Override
    public void onError(int code, String message) {
        Thread teller = new Thread(() -> callback.onError(code, message), "flume-broker-failure");
        teller.setDaemon(true);
        try {
            teller.start();
        } catch (OutOfMemoryError e) {
            callback.onError(code, message);
        }
    }
}
