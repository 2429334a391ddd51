/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.camel.Category;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.flumecamel.core.path.TimeRounding.Unit;
import org.flumecamel.hdfs.format.FileType;

/** Writes events into bucketed files of HDFS or a local file system (Flume SNK-HDFS). */
@UriEndpoint(firstVersion = "0.1.0", scheme = "flume-hdfs", title = "Flume HDFS Sink", syntax = "flume-hdfs:name",
             producerOnly = true, category = { Category.BIGDATA, Category.FILE })
public class HdfsEndpoint extends ClusterEndpoint {

    @UriParam(description = "Directory of the files, with escape sequences for the time and the headers of the"
                            + " events; file:///dir, hdfs://host:port/dir or a path on the default file system. It must"
                            + " begin with a directory that has no escapes.")
    @Metadata(required = true)
    private String path;
    @UriParam(defaultValue = "FlumeData",
              description = "Beginning of the names of the files; may have escape sequences.")
    private String filePrefix = "FlumeData";
    @UriParam(description = "End of the names of the files, with the point, as in .log.")
    private String fileSuffix = "";
    @UriParam(description = "What stands before the name of a file that is being written.")
    private String inUsePrefix = "";
    @UriParam(defaultValue = ".tmp",
              description = "What stands behind the name of a file that is being written.")
    private String inUseSuffix = ".tmp";
    @UriParam(defaultValue = "false",
              description = "Whether inUseSuffix is left out; without inUsePrefix a file then has its final name from"
                            + " the beginning.")
    private boolean emptyInUseSuffix;
    @UriParam(defaultValue = "300",
              description = "After how many seconds a file is closed; 0 for never by time.")
    private int rollInterval = 300;
    @UriParam(defaultValue = "134217728",
              description = "After how many bytes of event bodies a file is closed; 0 for never by size.")
    private long rollSize = 128L << 20;
    @UriParam(defaultValue = "0",
              description = "After how many events a file is closed; 0 for never by count.")
    private long rollCount;
    @UriParam(defaultValue = "600",
              description = "After how many seconds without an event a file is closed; 0 for never.")
    private int idleTimeout = 600;
    @UriParam(defaultValue = "500",
              description = "How many files may be open; beyond that the least recently used is closed.")
    private int maxOpenFiles = 500;
    @UriParam(defaultValue = "DataStream",
              description = "Format of the files: DataStream, what the serializer writes and nothing else;"
                            + " CompressedStream, the same compressed with codeC; SequenceFile, Hadoop's records as"
                            + " writeFormat says.")
    private FileType fileType = FileType.DataStream;
    @UriParam(description = "Compression of the files: gzip, bzip2, snappy, lz4, zstd, deflate, or the class of a Hadoop codec."
                            + " A CompressedStream needs one; a SequenceFile is compressed by blocks.")
    private String codeC;
    @UriParam(defaultValue = "Writable",
              description = "What the values of a SequenceFile are: Writable, bytes; Text, text in UTF-8; or the #bean or"
                            + " class of a SequenceFileSerializer.")
    private String writeFormat = "Writable";
    @UriParam(defaultValue = "false",
              description = "Whether the time in path and filePrefix is rounded down; %t is not.")
    private boolean round;
    @UriParam(defaultValue = "1",
              description = "To a multiple of how many units the time is rounded down, within the next larger unit: 1"
                            + " to 60 seconds or minutes, 1 to 24 hours.")
    private int roundValue = 1;
    @UriParam(defaultValue = "SECOND",
              description = "Unit of roundValue.")
    private Unit roundUnit = Unit.SECOND;
    @UriParam(description = "Time zone of the time in path and filePrefix, as in UTC or Europe/Berlin; the default is"
                            + " that of the JVM.")
    private String timeZone;
    @UriParam(defaultValue = "false",
              description = "Whether the time in path and filePrefix is that of the sink, not that of the header"
                            + " timestamp.")
    private boolean useLocalTimeStamp;
    @UriParam(defaultValue = "TEXT",
              description = "How events are written: TEXT, HEADER_AND_TEXT, AVRO_EVENT, AVRO, JSON, or a #bean or class name"
                            + " of an EventSerializerFactory. Not for a SequenceFile.")
    private String serializer = "TEXT";
    @UriParam(prefix = "serializer.", multiValue = true, javaType = "java.util.Map",
              description = "Options of the serializer; the text serializers have serializer.appendNewline (true), the Avro"
                            + " serializers serializer.compressionCodec and serializer.syncIntervalBytes.")
    private Map<String, String> serializerOptions = new LinkedHashMap<>();
    @UriParam(label = "advanced", defaultValue = "0",
              description = "How often a file is tried to be closed and renamed before the sink leaves it to the next"
                            + " start; 0 for no limit.")
    private int closeTries;
    @UriParam(label = "advanced", defaultValue = "180",
              description = "How many seconds to wait before closing or renaming a file is tried again; 0 for a"
                            + " single try.")
    private int retryInterval = 180;

    public HdfsEndpoint(String uri, HdfsComponent component, String name) {
        super(uri, component, name);
    }

    @Override
    public Producer createProducer() {
        return new HdfsProducer(this);
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        if (path == null || path.isBlank()) {
            throw new IllegalArgumentException("path is missing: name the directory the files are written to");
        }
        requireNotNegative("rollInterval", rollInterval);
        requireNotNegative("rollSize", rollSize);
        requireNotNegative("rollCount", rollCount);
        requireNotNegative("idleTimeout", idleTimeout);
        requirePartOfName("filePrefix", filePrefix);
        requirePartOfName("fileSuffix", fileSuffix);
        requirePartOfName("inUsePrefix", inUsePrefix);
        requirePartOfName("inUseSuffix", inUseSuffix);
        if (maxOpenFiles < 1) {
            throw new IllegalArgumentException("maxOpenFiles must be above 0, not " + maxOpenFiles);
        }
    }

    private static void requireNotNegative(String option, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(option + " must not be below 0, which switches it off, but is " + value);
        }
    }

    private static void requirePartOfName(String option, String value) {
        if (value.chars().anyMatch(c -> c == '/' || Character.isISOControl(c))) {
            throw new IllegalArgumentException(option + " is a part of a name and must not have slashes or control characters: "
                                               + value);
        }
    }

    @Override
    public String destination() {
        return path;
    }

    public String getPath() {
        return path;
    }

    public void setPath(String path) {
        this.path = path;
    }

    public String getFilePrefix() {
        return filePrefix;
    }

    public void setFilePrefix(String filePrefix) {
        this.filePrefix = filePrefix;
    }

    public String getFileSuffix() {
        return fileSuffix;
    }

    public void setFileSuffix(String fileSuffix) {
        this.fileSuffix = fileSuffix;
    }

    public String getInUsePrefix() {
        return inUsePrefix;
    }

    public void setInUsePrefix(String inUsePrefix) {
        this.inUsePrefix = inUsePrefix;
    }

    public String getInUseSuffix() {
        return inUseSuffix;
    }

    public void setInUseSuffix(String inUseSuffix) {
        this.inUseSuffix = inUseSuffix;
    }

    public boolean isEmptyInUseSuffix() {
        return emptyInUseSuffix;
    }

    public void setEmptyInUseSuffix(boolean emptyInUseSuffix) {
        this.emptyInUseSuffix = emptyInUseSuffix;
    }

    public int getRollInterval() {
        return rollInterval;
    }

    public void setRollInterval(int rollInterval) {
        this.rollInterval = rollInterval;
    }

    public long getRollSize() {
        return rollSize;
    }

    public void setRollSize(long rollSize) {
        this.rollSize = rollSize;
    }

    public long getRollCount() {
        return rollCount;
    }

    public void setRollCount(long rollCount) {
        this.rollCount = rollCount;
    }

    public int getIdleTimeout() {
        return idleTimeout;
    }

    public void setIdleTimeout(int idleTimeout) {
        this.idleTimeout = idleTimeout;
    }

    public int getMaxOpenFiles() {
        return maxOpenFiles;
    }

    public void setMaxOpenFiles(int maxOpenFiles) {
        this.maxOpenFiles = maxOpenFiles;
    }

    public FileType getFileType() {
        return fileType;
    }

    public void setFileType(FileType fileType) {
        this.fileType = fileType;
    }

    public String getCodeC() {
        return codeC;
    }

    public void setCodeC(String codeC) {
        this.codeC = codeC;
    }

    public String getWriteFormat() {
        return writeFormat;
    }

    public void setWriteFormat(String writeFormat) {
        this.writeFormat = writeFormat;
    }

    public boolean isRound() {
        return round;
    }

    public void setRound(boolean round) {
        this.round = round;
    }

    public int getRoundValue() {
        return roundValue;
    }

    public void setRoundValue(int roundValue) {
        this.roundValue = roundValue;
    }

    public Unit getRoundUnit() {
        return roundUnit;
    }

    public void setRoundUnit(Unit roundUnit) {
        this.roundUnit = roundUnit;
    }

    public String getTimeZone() {
        return timeZone;
    }

    public void setTimeZone(String timeZone) {
        this.timeZone = timeZone;
    }

    public boolean isUseLocalTimeStamp() {
        return useLocalTimeStamp;
    }

    public void setUseLocalTimeStamp(boolean useLocalTimeStamp) {
        this.useLocalTimeStamp = useLocalTimeStamp;
    }

    public String getSerializer() {
        return serializer;
    }

    public void setSerializer(String serializer) {
        this.serializer = serializer;
    }

    public Map<String, String> getSerializerOptions() {
        return serializerOptions;
    }

    public void setSerializerOptions(Map<String, String> serializerOptions) {
        this.serializerOptions = serializerOptions;
    }

    public int getCloseTries() {
        return closeTries;
    }

    public void setCloseTries(int closeTries) {
        this.closeTries = closeTries;
    }

    public int getRetryInterval() {
        return retryInterval;
    }

    public void setRetryInterval(int retryInterval) {
        this.retryInterval = retryInterval;
    }
}
