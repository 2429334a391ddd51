/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import jakarta.jms.ConnectionFactory;

import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An Artemis broker inside the process, set up for durable channels: what it has acknowledged is on disk, what waits in it
 * does not fill the heap, and nothing but a consumer takes a message away. It opens no port.
 *
 * <p>
 * A bean for any application: set what differs from the defaults, {@link #start()} it before whatever uses its
 * {@link #connectionFactory()}, {@link #stop()} it afterwards. One process at a time may use a data directory.
 */
public class EmbeddedBroker extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    private final BrokerSettings settings = new BrokerSettings();
    private final InVmAddress address = new InVmAddress();
    private DirectoryLock lock;
    private RunningBroker running;

    /**
     * What clients in this process connect with. It may be taken before the start; connections can be made while the broker
     * runs. Each connection is a new one: a client that sends messages one by one wants a pool around it.
     */
    public ConnectionFactory connectionFactory() {
        return address.connectionFactory(settings);
    }

    @Override
    protected void doStart() throws Exception {
        settings.check();
        Path directory = ownDirectory();
        lock = DirectoryLock.take(directory);
        try {
            running = new RunningBroker(settings, address);
            running.start();
        } catch (Exception e) {
            doStop();
            throw e;
        }
        LOG.info("The embedded broker runs in {}, its journal is {}", directory, running.journal());
    }

    @Override
    protected void doStop() throws Exception {
        try {
            if (running != null) {
                running.stop();
            }
        } finally {
            running = null;
            if (lock != null) {
                lock.close();
            }
            lock = null;
        }
    }

    /** Messages may hold anything, so nobody else may read the directory. */
    private Path ownDirectory() throws IOException {
        Path directory = settings.directory();
        Files.createDirectories(directory);
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
        return directory;
    }

    /** The folder of its journal and page files; it is made if need be, readable by its owner only. */
    public String getDataDirectory() {
        return settings.dataDirectory;
    }

    public void setDataDirectory(String dataDirectory) {
        settings.dataDirectory = dataDirectory;
    }

    /** How the journal is written: auto, aio or nio. */
    public JournalType getJournalType() {
        return settings.journalType;
    }

    public void setJournalType(JournalType journalType) {
        settings.journalType = journalType;
    }

    /** Whether an acknowledged message is on disk. Without it, a power loss takes what the operating system had not written. */
    public boolean isSync() {
        return settings.sync;
    }

    public void setSync(boolean sync) {
        settings.sync = sync;
    }
}
