/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.camel;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.MapFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads files and sends their content. A file has a name of its own while it is read, so that no other consumer takes it, and
 * is marked as read only when the route was done with all of it; otherwise it gets its name back and is read again.
 */
class CamelHdfsConsumer extends ScheduledPollConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(CamelHdfsConsumer.class);

    private final CamelHdfsEndpoint options;
    private HdfsConnection connection;

    CamelHdfsConsumer(CamelHdfsEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.options = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        if (options.isConnectOnStartup()) {
            connection().fileSystem().exists(connection().base());
        }
        super.doStart();
    }

    @Override
    protected void doShutdown() throws Exception {
        super.doShutdown();
        synchronized (this) {
            if (connection != null) {
                connection.close();
                connection = null;
            }
        }
    }

    private synchronized HdfsConnection connection() throws IOException {
        if (connection == null) {
            connection = HdfsConnection.open(options);
        }
        return connection;
    }

    @Override
    protected int poll() throws Exception {
        int messages = 0;
        int taken = 0;
        for (FileStatus found : candidates()) {
            if (taken == options.getMaxMessagesPerPoll() || !isRunAllowed()) {
                break;
            }
            Path opened = connection().opened(found.getPath());
            if (!connection().fileSystem().exists(opened) && rename(found.getPath(), opened)) {
                messages += read(found, opened);
                taken++;
            }
        }
        return messages;
    }

    /** The files that are there to be read, in the order of their names. */
    private List<FileStatus> candidates() throws IOException {
        FileSystem files = connection().fileSystem();
        Path base = connection().base();
        FileStatus[] found = isFile(files, base) ? new FileStatus[] { files.getFileStatus(base) }
                : files.globStatus(new Path(base, options.getPattern()));
        List<FileStatus> candidates = new ArrayList<>();
        for (FileStatus status : found == null ? new FileStatus[0] : found) {
            if (isCandidate(files, status)) {
                candidates.add(status);
            }
        }
        return candidates;
    }

    private boolean isFile(FileSystem files, Path base) throws IOException {
        return files.exists(base) && (files.getFileStatus(base).isFile()
                || options.getFileType().isDirectory() && files.exists(new Path(base, MapFile.DATA_FILE_NAME)));
    }

    private boolean isCandidate(FileSystem files, FileStatus status) throws IOException {
        String name = status.getPath().getName();
        if (name.endsWith("." + options.getOpenedSuffix()) || name.endsWith("." + options.getReadSuffix())
                || name.startsWith(".") && name.endsWith(".crc") || name.equals("_SUCCESS")
                || options.getOwner() != null && !options.getOwner().equals(status.getOwner())) {
            return false;
        }
        return switch (options.getFileType()) {
            case NORMAL_FILE -> status.isFile() || files.exists(new Path(status.getPath(), "_SUCCESS"));
            case SEQUENCE_FILE -> status.isFile();
            default -> status.isDirectory();
        };
    }

    /** Whether it was there to be renamed. */
    private boolean rename(Path from, Path to) throws IOException {
        try {
            return connection().fileSystem().rename(from, to);
        } catch (FileNotFoundException e) {
            return false;
        }
    }

    private int read(FileStatus file, Path opened) throws IOException {
        int messages = 0;
        boolean complete = false;
        try (MessageReader reader = connection().call(() -> options.getFileType().read(connection(), opened))) {
            MessageReader.Content content = reader.next();
            while (content != null && send(file, content)) {
                messages++;
                content = reader.next();
            }
            complete = content == null;
        } finally {
            Path name = complete ? unused(file.getPath()) : file.getPath();
            if (!rename(opened, name)) {
                LOG.error("{} cannot be renamed to {}: it is not read again until somebody does that", opened, name);
            }
        }
        return messages;
    }

    /** The name of a file that was read, or one like it if a file of that name was read before. */
    private Path unused(Path file) throws IOException {
        Path name = FilesBelow.withEnding(file, options.getReadSuffix());
        for (int i = 1; connection().fileSystem().exists(name); i++) {
            name = FilesBelow.withEnding(file, i + "." + options.getReadSuffix());
        }
        return name;
    }

    /** Whether the route is done with it and has not failed. */
    private boolean send(FileStatus file, MessageReader.Content content) {
        Exchange exchange = createExchange(false);
        try {
            String name = file.getPath().getName();
            exchange.getMessage().setHeader(CamelHdfsConstants.FILE_NAME, name);
            exchange.getMessage().setHeader(CamelHdfsConstants.FILE_NAME_CONSUMED, name);
            exchange.getMessage().setHeader(CamelHdfsConstants.FILE_ABSOLUTE_PATH, file.getPath().toString());
            exchange.getMessage().setHeader(CamelHdfsConstants.FILE_LENGTH, file.getLen());
            if (content.key() != null) {
                exchange.getMessage().setHeader(CamelHdfsConstants.KEY, content.key());
            }
            exchange.getMessage().setBody(content.body());
            getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        try {
            if (exchange.getException() != null) {
                getExceptionHandler().handleException("a message of " + file.getPath() + " failed; the file is read again",
                        exchange, exchange.getException());
            }
            return exchange.getException() == null && !exchange.isRollbackOnly();
        } finally {
            releaseExchange(exchange, false);
        }
    }
}
