/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;

import org.apache.activemq.artemis.logs.AuditLogger;
import org.apache.camel.support.service.ServiceSupport;
import org.flumecamel.channel.LocalBroker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An Artemis broker inside the process, set up for durable channels: what it has acknowledged is on disk, what waits in it
 * does not fill the heap, and nothing but a consumer takes a message away. It opens no port.
 *
 * <p>
 * A bean for any application: set what differs from the defaults, {@link #start()} it before whatever uses its
 * {@link #connectionFactory()}, {@link #stop()} it afterwards. For places where beans can only be named it is a connection
 * factory itself, which starts with the first connection. One process at a time may use a data directory.
 *
 * <p>
 * When the disk fails it, a full disk for instance, the broker goes down rather than acknowledge what it has not written, and
 * comes up again by itself when the disk takes writes; puts and takes fail meanwhile.
 */
public class EmbeddedBroker extends ServiceSupport implements ConnectionFactory, LocalBroker, Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    private final BrokerSettings settings = new BrokerSettings();
    private final InVmAddress address = new InVmAddress();
    private final SuppressedDuplicates duplicates = new SuppressedDuplicates();
    private DirectoryLock lock;
    private volatile BrokerKeeper keeper;
    private volatile DiskGuard disk;

    /**
     * What clients in this process connect with. It may be taken before the start; connections can be made while the broker
     * runs. Each connection is a new one: a client that sends messages one by one wants a pool around it.
     */
    public ConnectionFactory connectionFactory() {
        return address.connectionFactory();
    }

    private ConnectionFactory started() {
        if (isNew()) {
            start();
        }
        return connectionFactory();
    }

    @Override
    public Connection createConnection() throws JMSException {
        return started().createConnection();
    }

    @Override
    public Connection createConnection(String userName, String password) throws JMSException {
        return started().createConnection(userName, password);
    }

    @Override
    public JMSContext createContext() {
        return started().createContext();
    }

    @Override
    public JMSContext createContext(String userName, String password) {
        return started().createContext(userName, password);
    }

    @Override
    public JMSContext createContext(String userName, String password, int sessionMode) {
        return started().createContext(userName, password, sessionMode);
    }

    @Override
    public JMSContext createContext(int sessionMode) {
        return started().createContext(sessionMode);
    }

    @Override
    public int longestBody() {
        return BrokerSettings.LARGEST_RECORD / 2 + BrokerSettings.LARGEST_RECORD / 4;
    }

    @Override
    public boolean put(String queue, List<LocalMessage> messages) throws Exception {
        return queues().put(queue, messages);
    }

    @Override
    public Reader reader(String queue) throws Exception {
        return queues().reader(queue);
    }

    private DirectQueues queues() throws IOException {
        if (isNew()) {
            start();
        }
        BrokerKeeper kept = keeper;
        if (kept == null) {
            throw new IOException("the embedded broker is not started");
        }
        return kept.queues();
    }

    @Override
    public void close() {
        stop();
    }

    /** Why it takes no puts at this moment, in words for the user; null while it takes them. */
    public String problem() {
        BrokerKeeper kept = keeper;
        if (kept == null) {
            return "the embedded broker is not started";
        }
        String down = kept.problem();
        return down != null ? down : disk.full();
    }

    /** How many messages were sent to a queue, since the bean was made, with an id that the broker had already. */
    public long suppressedDuplicates(String queue) {
        return duplicates.of(queue);
    }

    @Override
    protected void doStart() throws Exception {
        settings.check();
        Path directory = ownDirectory();
        lock = DirectoryLock.take(directory);
        try {
            JournalChoice journal = JournalChoice.of(settings.journalType, directory);
            DamagedFiles.putAside(directory);
            disk = new DiskGuard(settings);
            keeper = new BrokerKeeper(directory, listener -> {
                ArtemisConfiguration configuration = new ArtemisConfiguration(settings, journal.type(), address);
                return new RunningBroker(configuration.toArtemis(), disk, duplicates, listener);
            });
            JournalFiles.mend(directory.resolve("journal"));
            keeper.start();
            LOG.info("The embedded broker runs in {}, its journal is {}{}", directory, journal.description(),
                    settings.sync ? "" : ", NOT SYNCED: a power loss takes what was acknowledged last");
        } catch (Exception e) {
            doStop();
            throw e;
        }
        if (AuditLogger.isAnyLoggingEnabled()) {
            LOG.warn("Each put and take is logged, which costs most of the throughput: set logger org.apache.activemq.audit to"
                     + " WARN");
        }
    }

    @Override
    protected void doStop() throws Exception {
        try {
            if (keeper != null) {
                keeper.stop();
            }
        } finally {
            keeper = null;
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

    /** The folder of its journal and page files; it is made if need be, for its owner only. */
    public String getDataDirectory() {
        return settings.dataDirectory;
    }

    public void setDataDirectory(String dataDirectory) {
        settings.dataDirectory = dataDirectory;
    }

    /** How the journal is written: aio, nio, or auto, which is aio where the machine has it. */
    public JournalType getJournalType() {
        return settings.journalType;
    }

    public void setJournalType(JournalType journalType) {
        settings.journalType = journalType;
    }

    /** Whether what is acknowledged is on disk. Without it, a power loss takes what the operating system had not written. */
    public boolean isSync() {
        return settings.sync;
    }

    public void setSync(boolean sync) {
        settings.sync = sync;
    }

    /** Bytes of waiting messages that are kept in memory, of all queues together; what is more waits in page files. */
    public long getMemory() {
        return settings.memory;
    }

    public void setMemory(long memory) {
        settings.memory = memory;
    }

    /** Bytes that must stay free on the disk of the data directory: puts are refused while there are fewer. */
    public long getMinDiskFree() {
        return settings.minDiskFree;
    }

    public void setMinDiskFree(long minDiskFree) {
        settings.minDiskFree = minDiskFree;
    }

    /** Bytes that the data directory may take: puts are refused while it takes more. 0 for no limit. */
    public long getMaxDisk() {
        return settings.maxDisk;
    }

    public void setMaxDisk(long maxDisk) {
        settings.maxDisk = maxDisk;
    }

    /** How many ids of messages are remembered per queue, over restarts too, to tell a message that is sent again. */
    public int getDuplicateIds() {
        return settings.duplicateIds;
    }

    public void setDuplicateIds(int duplicateIds) {
        settings.duplicateIds = duplicateIds;
    }
}
