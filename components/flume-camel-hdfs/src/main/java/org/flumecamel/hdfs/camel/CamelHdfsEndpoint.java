/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.camel;

import org.apache.camel.Category;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.ScheduledPollEndpoint;
import org.apache.hadoop.io.SequenceFile;

/** Write and read files in HDFS, with the options of Camel's former camel-hdfs. */
@UriEndpoint(firstVersion = "0.1.0", scheme = "hdfs", title = "HDFS", syntax = "hdfs:hostName:port/path",
             category = { Category.BIGDATA, Category.FILE }, headersClass = CamelHdfsConstants.class)
public class CamelHdfsEndpoint extends ScheduledPollEndpoint {

    /** Which file system it is. */
    public enum FileSystemType {
        HDFS, LOCAL
    }

    @UriPath(description = "Host of the NameNode, or a name for the cluster when namedNodes is given.")
    @Metadata(required = true)
    private String hostName;
    @UriPath(defaultValue = "8020", description = "Port of the NameNode.")
    private int port = 8020;
    @UriPath(description = "File, or directory of files.")
    @Metadata(required = true)
    private String path;
    @UriParam(defaultValue = "true",
              description = "Whether the cluster must answer when the route starts; if false, it is called with the first"
                            + " message.")
    private boolean connectOnStartup = true;
    @UriParam(defaultValue = "HDFS", description = "HDFS, or LOCAL for the file system of this machine.")
    private FileSystemType fileSystemType = FileSystemType.HDFS;
    @UriParam(defaultValue = "NORMAL_FILE", description = "Format of the files.")
    private HdfsFileType fileType = HdfsFileType.NORMAL_FILE;
    @UriParam(defaultValue = "NULL", description = "Type of the keys, in files that have keys.")
    private WritableType keyType = WritableType.NULL;
    @UriParam(defaultValue = "BYTES", description = "Type of the values, in files of records.")
    private WritableType valueType = WritableType.BYTES;
    @UriParam(description = "NameNodes of a cluster with failover: host:port, separated by commas.")
    private String namedNodes;
    @UriParam(label = "consumer", description = "Only files of this owner are read.")
    private String owner;
    @UriParam(label = "consumer", defaultValue = "*", description = "Glob pattern of the names to read in the directory.")
    private String pattern = "*";
    @UriParam(label = "consumer", defaultValue = "false",
              description = "Whether a normal file is one message whose body is its stream; if false, each chunk is a"
                            + " message.")
    private boolean streamDownload = false;
    @UriParam(label = "consumer,filter", defaultValue = "100", description = "How many files are read in one poll.")
    private int maxMessagesPerPoll = 100;
    @UriParam(label = "producer", defaultValue = "false",
              description = "Whether messages are appended to a file that exists; only for normal files, without a"
                            + " splitStrategy.")
    private boolean append = false;
    @UriParam(label = "producer", defaultValue = "true",
              description = "Whether a file that exists is replaced; if false, that is an error.")
    private boolean overwrite = true;
    @UriParam(label = "advanced", defaultValue = "67108864", description = "Size of a block of HDFS, in bytes.")
    private long blockSize = 67108864;
    @UriParam(label = "advanced", defaultValue = "4096", description = "Size of the buffer of a stream, in bytes.")
    private int bufferSize = 4096;
    @UriParam(label = "advanced", defaultValue = "3", description = "How many copies of a block there are.")
    private short replication = 3;
    @UriParam(label = "advanced", defaultValue = "4096", description = "How many bytes of a normal file one message has.")
    private int chunkSize = 4096;
    @UriParam(label = "advanced", defaultValue = "DEFAULT", description = "Codec of files of records that are compressed.")
    private HdfsCompressionCodec compressionCodec = HdfsCompressionCodec.DEFAULT;
    @UriParam(label = "advanced", defaultValue = "NONE", description = "How files of records are compressed.")
    private SequenceFile.CompressionType compressionType = SequenceFile.CompressionType.NONE;
    @UriParam(label = "advanced", defaultValue = "opened", description = "Ending of a file that is being written or read.")
    private String openedSuffix = "opened";
    @UriParam(label = "advanced", defaultValue = "read", description = "Ending of a file that was read.")
    private String readSuffix = "read";
    @UriParam(label = "advanced",
              description = "When a file is closed and the next one begun: BYTES:n, MESSAGES:n, IDLE:milliseconds,"
                            + " separated by commas; path is then a directory.")
    private String splitStrategy;
    @UriParam(label = "advanced", defaultValue = "500",
              description = "Pause between two looks whether a file is idle, in milliseconds.")
    private int checkIdleInterval = 500;
    @UriParam(label = "security", description = "The Kerberos configuration file (krb5.conf), for the whole virtual machine.")
    private String kerberosConfigFileLocation;
    @UriParam(label = "security", description = "Kerberos principal to log in as.")
    private String kerberosUsername;
    @UriParam(label = "security", description = "Keytab of the principal.")
    private String kerberosKeytabLocation;

    public CamelHdfsEndpoint(String uri, Component component) {
        super(uri, component);
    }

    @Override
    public Producer createProducer() {
        return new CamelHdfsProducer(this, SplitStrategy.parse(splitStrategy));
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        CamelHdfsConsumer consumer = new CamelHdfsConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    public String getHostName() {
        return hostName;
    }

    public void setHostName(String hostName) {
        this.hostName = hostName;
    }

    public int getPort() {
        return port;
    }

    public void setPort(int port) {
        this.port = port;
    }

    public String getPath() {
        return path;
    }

    public void setPath(String path) {
        this.path = path;
    }

    public boolean isConnectOnStartup() {
        return connectOnStartup;
    }

    public void setConnectOnStartup(boolean connectOnStartup) {
        this.connectOnStartup = connectOnStartup;
    }

    public FileSystemType getFileSystemType() {
        return fileSystemType;
    }

    public void setFileSystemType(FileSystemType fileSystemType) {
        this.fileSystemType = fileSystemType;
    }

    public HdfsFileType getFileType() {
        return fileType;
    }

    public void setFileType(HdfsFileType fileType) {
        this.fileType = fileType;
    }

    public WritableType getKeyType() {
        return keyType;
    }

    public void setKeyType(WritableType keyType) {
        this.keyType = keyType;
    }

    public WritableType getValueType() {
        return valueType;
    }

    public void setValueType(WritableType valueType) {
        this.valueType = valueType;
    }

    public String getNamedNodes() {
        return namedNodes;
    }

    public void setNamedNodes(String namedNodes) {
        this.namedNodes = namedNodes;
    }

    public String getOwner() {
        return owner;
    }

    public void setOwner(String owner) {
        this.owner = owner;
    }

    public String getPattern() {
        return pattern;
    }

    public void setPattern(String pattern) {
        this.pattern = pattern;
    }

    public boolean isStreamDownload() {
        return streamDownload;
    }

    public void setStreamDownload(boolean streamDownload) {
        this.streamDownload = streamDownload;
    }

    public int getMaxMessagesPerPoll() {
        return maxMessagesPerPoll;
    }

    public void setMaxMessagesPerPoll(int maxMessagesPerPoll) {
        this.maxMessagesPerPoll = maxMessagesPerPoll;
    }

    public boolean isAppend() {
        return append;
    }

    public void setAppend(boolean append) {
        this.append = append;
    }

    public boolean isOverwrite() {
        return overwrite;
    }

    public void setOverwrite(boolean overwrite) {
        this.overwrite = overwrite;
    }

    public long getBlockSize() {
        return blockSize;
    }

    public void setBlockSize(long blockSize) {
        this.blockSize = blockSize;
    }

    public int getBufferSize() {
        return bufferSize;
    }

    public void setBufferSize(int bufferSize) {
        this.bufferSize = bufferSize;
    }

    public short getReplication() {
        return replication;
    }

    public void setReplication(short replication) {
        this.replication = replication;
    }

    public int getChunkSize() {
        return chunkSize;
    }

    public void setChunkSize(int chunkSize) {
        this.chunkSize = chunkSize;
    }

    public HdfsCompressionCodec getCompressionCodec() {
        return compressionCodec;
    }

    public void setCompressionCodec(HdfsCompressionCodec compressionCodec) {
        this.compressionCodec = compressionCodec;
    }

    public SequenceFile.CompressionType getCompressionType() {
        return compressionType;
    }

    public void setCompressionType(SequenceFile.CompressionType compressionType) {
        this.compressionType = compressionType;
    }

    public String getOpenedSuffix() {
        return openedSuffix;
    }

    public void setOpenedSuffix(String openedSuffix) {
        this.openedSuffix = openedSuffix;
    }

    public String getReadSuffix() {
        return readSuffix;
    }

    public void setReadSuffix(String readSuffix) {
        this.readSuffix = readSuffix;
    }

    public String getSplitStrategy() {
        return splitStrategy;
    }

    public void setSplitStrategy(String splitStrategy) {
        this.splitStrategy = splitStrategy;
    }

    public int getCheckIdleInterval() {
        return checkIdleInterval;
    }

    public void setCheckIdleInterval(int checkIdleInterval) {
        this.checkIdleInterval = checkIdleInterval;
    }

    public String getKerberosConfigFileLocation() {
        return kerberosConfigFileLocation;
    }

    public void setKerberosConfigFileLocation(String kerberosConfigFileLocation) {
        this.kerberosConfigFileLocation = kerberosConfigFileLocation;
    }

    public String getKerberosUsername() {
        return kerberosUsername;
    }

    public void setKerberosUsername(String kerberosUsername) {
        this.kerberosUsername = kerberosUsername;
    }

    public String getKerberosKeytabLocation() {
        return kerberosKeytabLocation;
    }

    public void setKerberosKeytabLocation(String kerberosKeytabLocation) {
        this.kerberosKeytabLocation = kerberosKeytabLocation;
    }
}
