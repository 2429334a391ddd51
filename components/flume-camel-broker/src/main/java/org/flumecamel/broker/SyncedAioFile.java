/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQIOErrorException;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.io.IOCallback;
import org.apache.activemq.artemis.core.io.IOCriticalErrorListener;
import org.apache.activemq.artemis.core.io.SequentialFile;
import org.apache.activemq.artemis.core.io.SequentialFileFactory;
import org.apache.activemq.artemis.core.io.aio.AIOSequentialFile;
import org.apache.activemq.artemis.core.io.aio.AIOSequentialFileFactory;
import org.apache.activemq.artemis.core.journal.EncodingSupport;

/** A journal file written by Linux' asynchronous direct IO, whose name outlives a power loss as its content does. */
final class SyncedAioFile extends AIOSequentialFile {

    private final AIOSequentialFileFactory files;
    private final JournalSyncs syncs;
    private String syncedName;

    private SyncedAioFile(AIOSequentialFileFactory files, JournalSyncs syncs, File directory, String name) {
        super(files, -1, -1, directory, name);
        this.files = files;
        this.syncs = syncs;
    }

    /**
     * The files of the journal. Artemis' factory cannot be extended, so all but the making of files is passed on to it.
     */
    static SequentialFileFactory factory(Configuration configuration, IOCriticalErrorListener listener,
            JournalSyncs syncs) {
        AIOSequentialFileFactory files = new AIOSequentialFileFactory(configuration.getJournalLocation(),
                configuration.getJournalBufferSize_AIO(), configuration.getJournalBufferTimeout_AIO(),
                configuration.getJournalMaxIO_AIO(), false, listener, null);
        Class<?> type = SequentialFileFactory.class;
        return (SequentialFileFactory) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
                (proxy, method, arguments) -> {
                    if ("createSequentialFile".equals(method.getName())) {
                        return new SyncedAioFile(files, syncs, files.getDirectory(), (String) arguments[0]);
                    }
                    try {
                        return method.invoke(files, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public synchronized void open(int maxIO, boolean useExecutor) throws ActiveMQException {
        super.open(maxIO, useExecutor);
        String name = getFileName();
        if (factory.isDatasync() && !name.equals(syncedName) && !name.endsWith(".tmp")) {
            try {
                SyncedFiles.syncDirectory(directory.toPath());
            } catch (IOException e) {
                factory.onIOError(e, e.getMessage(), this);
                throw new ActiveMQIOErrorException(e.getMessage(), e);
            }
            syncedName = name;
        }
    }

    @Override
    public void write(EncodingSupport record, boolean sync, IOCallback callback) {
        super.write(record, sync, callback);
        if (sync) {
            syncs.want();
        }
    }

    @Override
    public void writeDirect(ByteBuffer bytes, boolean sync, IOCallback callback) {
        super.writeDirect(bytes, sync, new FailureTeller(callback));
    }

    @Override
    public SequentialFile cloneFile() {
        return new SyncedAioFile(files, syncs, directory, getFileName());
    }
}
