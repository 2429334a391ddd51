/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.elasticsearch;

import java.io.IOException;

import org.flumecamel.core.EventBatch;
import org.flumecamel.core.SinkDelivery;
import org.flumecamel.core.SinkProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a batch as bulk requests and looks at what became of each document: indexed, to be sent again, or refused for good,
 * with the server's reason.
 */
public class ElasticsearchProducer extends SinkProducer {

    private static final Logger LOG = LoggerFactory.getLogger(ElasticsearchProducer.class);

    /** Bytes of a document beside its body, to begin with. */
    private static final int OVERHEAD = 200;
    /** Requests do not get smaller than that, but for a single event. */
    private static final int LEAST_REQUEST = 64 << 10;

    private final ElasticsearchEndpoint options;
    private IndexName indexName;
    private Cluster cluster;
    /** How large requests are for now: they get smaller while the server has no room for them. */
    private volatile int requestBytes;

    public ElasticsearchProducer(ElasticsearchEndpoint endpoint) {
        super(endpoint);
        this.options = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        indexName = options.newIndexName();
        cluster = new Cluster(options, options.getClient() == null ? new Connection(options)::open : options::getClient);
        requestBytes = options.getMaxRequestBytes();
        counter().connectionCreated(1);
        super.doStart();
    }

    @Override
    protected void deliver(SinkDelivery delivery) throws Exception {
        new Sending(delivery).sendAll();
    }

    /** The sending of one batch. */
    private final class Sending {

        private final SinkDelivery delivery;
        private final EventBatch batch;
        private final BulkBody body;
        private final int limit = requestBytes;
        private long thereAlready;
        private ServerError passing;

        Sending(SinkDelivery delivery) {
            this.delivery = delivery;
            this.batch = delivery.batch();
            long capacity = Math.min(batch.bytes() + (long) batch.size() * OVERHEAD, limit);
            this.body = new BulkBody(options, indexName, options.isMakeIds() ? delivery.id() + "-" : null, (int) capacity);
        }

        void sendAll() throws IOException {
            for (int i = 0; i < batch.size(); i++) {
                if (delivery.isPending(i)) {
                    add(i);
                }
            }
            send(0, body.size());
            if (thereAlready > 0) {
                LOG.info("Sink {}: {} of {} documents were there already", options.getName(), thereAlready, batch.size());
            }
            if (passing != null) {
                throw failure(passing.toString(), null);
            }
        }

        private void add(int index) throws IOException {
            try {
                body.add(index, batch.get(index));
            } catch (RefusedDocumentException e) {
                delivery.reject(index, e.getMessage());
                return;
            }
            int last = body.size() - 1;
            if (last > 0 && body.start(last + 1) > limit) {
                send(0, last);
                body.keepLast();
            }
        }

        private void send(int from, int to) throws IOException {
            if (from == to) {
                return;
            }
            ServerError refusal;
            int pending = delivery.pending();
            try {
                refusal = cluster.bulk(body.array(), body.start(from), body.start(to), to - from,
                    (place, error) -> settle(body.event(from + place), error));
            } catch (IOException e) {
                counter().connectionFailed(1);
                throw failure(words(e), e);
            }
            ServerError reason = refusal == null ? passing : refusal;
            adapt(delivery.pending() < pending, reason != null && reason.isOverload());
            if (refusal != null) {
                refused(from, to, refusal);
            }
        }

        /** A request of which nothing was taken may be more than the server ever has room for at once. */
        private void adapt(boolean progress, boolean overload) {
            if (progress) {
                requestBytes = (int) Math.min(options.getMaxRequestBytes(), 2L * requestBytes);
            } else if (overload) {
                requestBytes = Math.max(Math.min(LEAST_REQUEST, options.getMaxRequestBytes()), requestBytes / 2);
            }
        }

        private void settle(int index, ServerError error) {
            if (error == null) {
                delivery.delivered(index);
            } else if (error.isAlreadyThere() && options.getOpType() == OpType.CREATE) {
                thereAlready++;
                delivery.delivered(index);
            } else if (error.isPassing()) {
                passing = passing == null ? error : passing;
            } else {
                delivery.reject(index, error.toString());
            }
        }

        /** A request that is too large is halved until its parts are taken or what is too large stands alone. */
        private void refused(int from, int to, ServerError refusal) throws IOException {
            if (!refusal.isOfSize()) {
                throw failure(refusal.toString(), null);
            }
            if (to - from == 1) {
                delivery.reject(body.event(from), "The server refuses a request of " + (body.start(to) - body.start(from))
                                                  + " bytes with this document alone: " + refusal);
                return;
            }
            int middle = (from + to) >>> 1;
            send(from, middle);
            send(middle, to);
        }

        /** The client wraps what has happened in an exception of its own. */
        private String words(IOException e) {
            Throwable first = e;
            while (first.getCause() != null) {
                first = first.getCause();
            }
            return first.toString();
        }

        private IOException failure(String reason, IOException cause) {
            return new IOException("Sink " + options.getName() + ": " + delivery.pending() + " of " + batch.size()
                                   + " events are not indexed yet and are sent again; " + reason, cause);
        }
    }

    @Override
    protected void doStop() throws Exception {
        if (cluster != null) {
            cluster.close();
            cluster = null;
            counter().connectionClosed(1);
        }
        super.doStop();
    }
}
