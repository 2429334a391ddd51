/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.camel.Category;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.flumecamel.core.Headers;
import org.flumecamel.core.SourceEndpoint;

/**
 * Tail the lines of files as they grow, through rotation, renames and restarts. Options as in Flume's Taildir source
 * (SRC-TAILDIR).
 */
@UriEndpoint(firstVersion = "0.1.0", scheme = "flume-taildir", title = "Flume Taildir Source", syntax = "flume-taildir:name",
             consumerOnly = true, category = { Category.FILE, Category.MONITORING })
public class TaildirEndpoint extends SourceEndpoint {

    private static final int GIBI = 1 << 30;

    @UriParam(prefix = "filegroups.", multiValue = true,
              description = "The files of each group, filegroups.name=/directory/regex: all files of that directory whose names"
                            + " match the regular expression as a whole. The directory must exist.")
    private Map<String, String> filegroupPaths = Map.of();
    @UriParam(description = "Names of the groups to use, in this order, separated by blanks. Without it all groups are used in"
                            + " the order they are written.")
    private String filegroups;
    @UriParam(prefix = "headers.", multiValue = true,
              description = "Headers for the events of a group, headers.group.key=value.")
    private Map<String, String> groupHeaders = Map.of();
    @UriParam(defaultValue = "~/.flume/taildir_position.json",
              description = "File that keeps how far each file was read, in the format of Flume. Missing directories are made."
                            + " Each source needs one of its own.")
    private String positionFile = "~/.flume/taildir_position.json";
    @UriParam(defaultValue = "false",
              description = "Whether files that are there at the start and have no position yet are read from their end.")
    private boolean skipToEnd;
    @UriParam(defaultValue = "120000", javaType = "java.time.Duration",
              description = "How long a file must not have grown before a last line without line end is taken as it is and"
                            + " the file is closed, in milliseconds. It is opened again when it changes.")
    private long idleTimeout = 120_000;
    @UriParam(defaultValue = "3000", javaType = "java.time.Duration",
              description = "After how many milliseconds the positions are written if they have moved. They are written sooner"
                            + " when 10,000 events were acknowledged since, and at a stop.")
    private long writePosInterval = 3000;
    @UriParam(defaultValue = "9223372036854775807",
              description = "How many batches are taken from one file before the others have their turn. 0 or less: no limit.")
    private long maxBatchCount = Long.MAX_VALUE;
    @UriParam(label = "advanced", defaultValue = "true",
              description = "Whether a directory is listed again only when its time stamp has moved.")
    private boolean cachePatternMatching = true;
    @UriParam(defaultValue = "false", description = "Whether events have a header with the absolute path of their file.")
    private boolean fileHeader;
    @UriParam(defaultValue = "file", description = "Name of the header with the path.")
    private String fileHeaderKey = "file";
    @UriParam(defaultValue = "false",
              description = "Whether events have a header byteoffset with the offset of their first byte in the file.")
    private boolean byteOffsetHeader;
    @UriParam(description = "Name of a header that events get with an id that is the same whenever the same line is read, such"
                            + " as a sink can use to tell duplicates. Without it events get none.")
    private String idHeader;
    @UriParam(defaultValue = "16777216", description = "How many bytes an event has at most.")
    private int maxEventBytes = 16 << 20;
    @UriParam(defaultValue = "SPLIT",
              description = "What becomes of a longer line: SPLIT, several events with the header flume.split; TRUNCATE, its"
                            + " beginning with the header flume.truncated, the rest is dropped; DEADLETTER, its beginning goes"
                            + " to deadLetterUri, the rest is dropped.")
    private Oversize oversize = Oversize.SPLIT;
    @UriParam(label = "advanced", defaultValue = "flume-deadletter:oversize",
              description = "The endpoint that takes the beginnings of longer lines if oversize is DEADLETTER.")
    private String deadLetterUri = "flume-deadletter:oversize";
    @UriParam(label = "advanced", defaultValue = "2500",
              description = "How many files are kept open at most. Files beyond it are opened when they have changed.")
    private int maxOpenFiles = 2500;

    private TaildirConsumer owner;

    public TaildirEndpoint(String uri, Component component, String name) {
        super(uri, component, name);
    }

    @Override
    public boolean isRereadable() {
        return true;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        TaildirConsumer consumer = new TaildirConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        requirePositive("idleTimeout", idleTimeout);
        requirePositive("writePosInterval", writePosInterval);
        requirePositive("maxEventBytes", maxEventBytes);
        requirePositive("maxOpenFiles", maxOpenFiles);
        if (maxEventBytes > GIBI) {
            throw new IllegalArgumentException("maxEventBytes must be " + GIBI + " at most, not " + maxEventBytes);
        }
        if (fileHeaderKey.isBlank()) {
            throw new IllegalArgumentException("fileHeaderKey must not be blank");
        }
        if (idHeader != null && idHeader.isBlank()) {
            throw new IllegalArgumentException("idHeader must not be blank; leave it out to have no event ids");
        }
        groupNames();
        headersOfGroups();
    }

    private Set<String> groupNames() {
        if (filegroupPaths.isEmpty()) {
            throw new IllegalArgumentException("No files are named: set filegroups.<name>=/directory/regex");
        }
        if (filegroups == null || filegroups.isBlank()) {
            return filegroupPaths.keySet();
        }
        Set<String> names = Set.copyOf(filegroupPaths.keySet());
        for (String name : filegroups.trim().split("\\s+")) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("filegroups names " + name + ", but there is no filegroups." + name
                                                   + "; there are " + String.join(", ", filegroupPaths.keySet()));
            }
        }
        return new LinkedHashSet<>(List.of(filegroups.trim().split("\\s+")));
    }

    private Map<String, Headers> headersOfGroups() {
        Map<String, Headers> headers = new LinkedHashMap<>();
        groupHeaders.forEach((option, value) -> {
            int dot = option.indexOf('.');
            String group = dot < 0 ? option : option.substring(0, dot);
            if (dot <= 0 || dot == option.length() - 1) {
                throw new IllegalArgumentException("headers." + option + " must be headers.<group>.<key>=<value>");
            }
            if (!filegroupPaths.containsKey(group)) {
                throw new IllegalArgumentException("headers." + option + " is for a group that does not exist; there are "
                                                   + String.join(", ", filegroupPaths.keySet()));
            }
            headers.merge(group, Headers.of(option.substring(dot + 1), value), Headers::with);
        });
        return headers;
    }

    /** @throws IllegalArgumentException naming the option, if a directory is missing or a pattern is wrong */
    List<FileGroup> groups() {
        Map<String, Headers> headers = headersOfGroups();
        List<FileGroup> groups = new ArrayList<>();
        for (String group : groupNames()) {
            groups.add(FileGroup.of(group, filegroupPaths.get(group), headers.getOrDefault(group, Headers.EMPTY),
                    cachePatternMatching));
        }
        return groups;
    }

    /**
     * A route that is started again gets a new consumer, while the old one waits for late acknowledgements: it has to give
     * back the position file.
     */
    synchronized void handOverTo(TaildirConsumer consumer) {
        if (owner != null && owner != consumer) {
            owner.release();
        }
        owner = consumer;
    }

    Path positionPath() {
        return Path.of(positionFile.startsWith("~/") ? System.getProperty("user.home") + positionFile.substring(1)
                : positionFile);
    }

    public Map<String, String> getFilegroupPaths() {
        return filegroupPaths;
    }

    public void setFilegroupPaths(Map<String, String> filegroupPaths) {
        this.filegroupPaths = filegroupPaths;
    }

    public String getFilegroups() {
        return filegroups;
    }

    public void setFilegroups(String filegroups) {
        this.filegroups = filegroups;
    }

    public Map<String, String> getGroupHeaders() {
        return groupHeaders;
    }

    public void setGroupHeaders(Map<String, String> groupHeaders) {
        this.groupHeaders = groupHeaders;
    }

    public String getPositionFile() {
        return positionFile;
    }

    public void setPositionFile(String positionFile) {
        this.positionFile = positionFile;
    }

    public boolean isSkipToEnd() {
        return skipToEnd;
    }

    public void setSkipToEnd(boolean skipToEnd) {
        this.skipToEnd = skipToEnd;
    }

    public long getIdleTimeout() {
        return idleTimeout;
    }

    public void setIdleTimeout(long idleTimeout) {
        this.idleTimeout = idleTimeout;
    }

    public long getWritePosInterval() {
        return writePosInterval;
    }

    public void setWritePosInterval(long writePosInterval) {
        this.writePosInterval = writePosInterval;
    }

    public long getMaxBatchCount() {
        return maxBatchCount;
    }

    public void setMaxBatchCount(long maxBatchCount) {
        this.maxBatchCount = maxBatchCount <= 0 ? Long.MAX_VALUE : maxBatchCount;
    }

    public boolean isCachePatternMatching() {
        return cachePatternMatching;
    }

    public void setCachePatternMatching(boolean cachePatternMatching) {
        this.cachePatternMatching = cachePatternMatching;
    }

    public boolean isFileHeader() {
        return fileHeader;
    }

    public void setFileHeader(boolean fileHeader) {
        this.fileHeader = fileHeader;
    }

    public String getFileHeaderKey() {
        return fileHeaderKey;
    }

    public void setFileHeaderKey(String fileHeaderKey) {
        this.fileHeaderKey = fileHeaderKey;
    }

    public boolean isByteOffsetHeader() {
        return byteOffsetHeader;
    }

    public void setByteOffsetHeader(boolean byteOffsetHeader) {
        this.byteOffsetHeader = byteOffsetHeader;
    }

    public String getIdHeader() {
        return idHeader;
    }

    public void setIdHeader(String idHeader) {
        this.idHeader = idHeader;
    }

    public int getMaxEventBytes() {
        return maxEventBytes;
    }

    public void setMaxEventBytes(int maxEventBytes) {
        this.maxEventBytes = maxEventBytes;
    }

    public Oversize getOversize() {
        return oversize;
    }

    public void setOversize(Oversize oversize) {
        this.oversize = oversize;
    }

    public String getDeadLetterUri() {
        return deadLetterUri;
    }

    public void setDeadLetterUri(String deadLetterUri) {
        this.deadLetterUri = deadLetterUri;
    }

    public int getMaxOpenFiles() {
        return maxOpenFiles;
    }

    public void setMaxOpenFiles(int maxOpenFiles) {
        this.maxOpenFiles = maxOpenFiles;
    }
}
