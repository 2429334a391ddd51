/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.camel;

import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.support.DefaultProducer;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes messages into files. One message is written at a time; a file that stays open is flushed after each, so that what is
 * acknowledged is in the cluster.
 */
class CamelHdfsProducer extends DefaultProducer {

    private static final Logger LOG = LoggerFactory.getLogger(CamelHdfsProducer.class);

    private final CamelHdfsEndpoint options;
    private final SplitStrategy split;
    private final ReentrantLock lock = new ReentrantLock();
    private HdfsConnection connection;
    private OutputFile file;
    private ScheduledExecutorService idleCheck;

    CamelHdfsProducer(CamelHdfsEndpoint endpoint, SplitStrategy split) {
        super(endpoint);
        this.options = endpoint;
        this.split = split;
        if (endpoint.isAppend() && (split.isSet() || endpoint.getFileType() != HdfsFileType.NORMAL_FILE)) {
            throw new IllegalArgumentException("append is for fileType=NORMAL_FILE without a splitStrategy");
        }
        if (split.isSet() && endpoint.getFileType().isDirectory()) {
            LOG.warn("{}: files of the type {} are safe only when they are closed: the messages of an open one are lost with"
                     + " the process, though acknowledged", endpoint.getEndpointUri(), endpoint.getFileType());
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (options.isConnectOnStartup()) {
            connection().fileSystem().exists(connection().base());
        }
        if (split.idle() > 0) {
            idleCheck = getEndpoint().getCamelContext().getExecutorServiceManager().newSingleThreadScheduledExecutor(this,
                    "hdfs-idle");
            idleCheck.scheduleWithFixedDelay(this::finishIdle, options.getCheckIdleInterval(),
                    options.getCheckIdleInterval(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    protected void doStop() throws Exception {
        if (idleCheck != null) {
            getEndpoint().getCamelContext().getExecutorServiceManager().shutdownGraceful(idleCheck);
            idleCheck = null;
        }
        lock.lock();
        try {
            finish();
        } finally {
            try {
                if (connection != null) {
                    connection.close();
                }
            } finally {
                connection = null;
                file = null;
                lock.unlock();
            }
        }
        super.doStop();
    }

    private HdfsConnection connection() throws IOException {
        if (connection == null) {
            connection = HdfsConnection.open(options);
        }
        return connection;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        lock.lock();
        try {
            write(exchange);
        } finally {
            lock.unlock();
        }
    }

    private void write(Exchange exchange) throws Exception {
        Path target = target(exchange);
        if (file != null && (file.isFull(split) || !split.isSet() && !file.target().equals(target))) {
            finish();
        }
        if (file == null) {
            file = OutputFile.open(connection(), target);
        }
        try {
            file.write(exchange);
            if (staysOpen(exchange)) {
                file.flush();
            }
            if (!staysOpen(exchange) || file.isFull(split)) {
                finish();
            }
        } catch (Exception e) {
            OutputFile broken = file;
            file = null;
            broken.abandon(e);
            throw e;
        }
    }

    private boolean staysOpen(Exchange exchange) {
        Boolean close = exchange.getMessage().getHeader(CamelHdfsConstants.HDFS_CLOSE, Boolean.class);
        return close == null ? split.isSet() : !close;
    }

    private Path target(Exchange exchange) throws IOException {
        Path base = connection().base();
        if (split.isSet()) {
            return new Path(base, UUID.randomUUID().toString());
        }
        Object header = exchange.getMessage().getHeader(CamelHdfsConstants.FILE_NAME);
        String name = header instanceof Expression expression ? expression.evaluate(exchange, String.class)
                : exchange.getMessage().getHeader(CamelHdfsConstants.FILE_NAME, String.class);
        return name == null ? base : FilesBelow.child(base, name);
    }

    private void finish() throws IOException {
        if (file != null) {
            file.finish();
            file = null;
        }
    }

    private void finishIdle() {
        lock.lock();
        try {
            if (file != null && file.isIdle(TimeUnit.MILLISECONDS.toNanos(split.idle()))) {
                finish();
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("{} cannot be finished; its messages are safe under the name it has while it is written, and it is"
                      + " tried again", file.target(), e);
        } finally {
            lock.unlock();
        }
    }
}
