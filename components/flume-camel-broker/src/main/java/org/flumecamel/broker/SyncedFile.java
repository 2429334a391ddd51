/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

import io.netty.buffer.ByteBuf;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.core.io.DelegateCallback;
import org.apache.activemq.artemis.core.io.IOCallback;
import org.apache.activemq.artemis.core.io.SequentialFile;
import org.apache.activemq.artemis.core.io.buffer.TimedBufferObserver;
import org.apache.activemq.artemis.core.io.nio.NIOSequentialFile;
import org.apache.activemq.artemis.core.journal.EncodingSupport;

/**
 * A journal or page file that keeps three promises Artemis' own does not: a file that was renamed or is new has its name on
 * disk before anything is written to it; what a nearly full disk took only a part of is written whole or has failed; and
 * nothing is acknowledged after a write that has failed.
 */
final class SyncedFile extends NIOSequentialFile {

    private final SyncedFiles files;
    private String syncedName;

    SyncedFile(SyncedFiles files, File directory, String name) {
        super(files, directory, name, 1);
        this.files = files;
    }

    @Override
    public synchronized void open(int maxIO, boolean useExecutor) throws IOException {
        super.open(maxIO, useExecutor);
        String name = getFileName();
        if (factory.isDatasync() && !name.equals(syncedName) && !name.endsWith(".tmp")) {
            SyncedFiles.syncDirectory(directory.toPath());
            syncedName = name;
        }
    }

    @Override
    public SequentialFile cloneFile() {
        return new SyncedFile(files, directory, getFileName());
    }

    @Override
    public void write(EncodingSupport record, boolean sync, IOCallback callback) {
        super.write(record, sync, callback);
        if (sync && files.syncs() != null) {
            files.syncs().want();
        }
    }

    @Override
    public void writeDirect(ByteBuffer bytes, boolean sync, IOCallback callback) {
        try {
            writeDirect(bytes, sync);
        } catch (Exception e) {
            callback.onError(ActiveMQExceptionType.IO_ERROR.getCode(), getFileName() + ": " + e);
            return;
        }
        callback.done();
    }

    @Override
    public void writeDirect(ByteBuffer bytes, boolean sync) throws Exception {
        super.writeDirect(bytes, false);
        finish(bytes, sync);
    }

    @Override
    public void blockingWriteDirect(ByteBuffer bytes, boolean sync, boolean releaseBuffer) throws Exception {
        super.blockingWriteDirect(bytes, false, releaseBuffer);
        finish(bytes, sync);
    }

    /** Writes what the first attempt left, whether it was short or has failed; the second attempt tells why. */
    private void finish(ByteBuffer bytes, boolean sync) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            factory.onIOError(e, e.getMessage(), this);
            throw e;
        }
        checkNoneFailed();
        if (sync) {
            sync();
        }
    }

    @Override
    protected TimedBufferObserver createTimedBufferObserver() {
        return new Flush();
    }

    /** What the journal's buffer is flushed through: the write under the buffer's lock, the sync outside, perhaps later. */
    private final class Flush extends LocalBufferObserver {

        @Override
        public void flushBuffer(ByteBuf records, boolean sync, List<IOCallback> callbacks) {
            int bytes = records.readableBytes();
            if (bytes > 0) {
                try {
                    blockingWriteDirect(records.internalNioBuffer(records.readerIndex(), bytes), sync, false);
                } catch (Exception e) {
                    // checkSync, which comes next, tells those who wait
                    files.refuseFurtherWrites();
                }
            }
        }

        @Override
        public void checkSync(boolean sync, List<IOCallback> callbacks) {
            files.syncs().written(SyncedFile.this, sync, callbacks == null ? List.of() : callbacks);
        }
    }

    /** Syncs what was written and tells those who wait for it how that went. */
    void finish(boolean sync, List<IOCallback> callbacks) {
        try {
            checkNoneFailed();
            if (sync) {
                sync();
            }
            checkNoneFailed();
        } catch (Exception e) {
            if (!callbacks.isEmpty()) {
                new FailureTeller(DelegateCallback.wrap(callbacks)).onError(ActiveMQExceptionType.IO_ERROR.getCode(),
                        getFileName() + ": " + e);
            }
            return;
        }
        callbacks.forEach(IOCallback::done);
    }

    private void checkNoneFailed() throws IOException {
        if (files.hasFailed()) {
            throw new IOException("a write to " + directory + " has failed");
        }
    }
}
