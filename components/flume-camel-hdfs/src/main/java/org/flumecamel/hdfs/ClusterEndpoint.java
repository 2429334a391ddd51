/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.camel.Component;
import org.apache.camel.spi.UriParam;
import org.flumecamel.core.SinkEndpoint;

/** The options of a sink that say which cluster it writes to, as whom, and what it expects of it. */
public abstract class ClusterEndpoint extends SinkEndpoint {

    /** What has to be done before events are acknowledged. */
    public enum Sync {
        /** They are in the memory of all DataNodes of the block, and visible to readers. */
        HFLUSH,
        /** They are on the disks of all DataNodes of the block. */
        HSYNC,
        /** The file is closed; each batch has files of its own. */
        CLOSE
    }

    @UriParam(label = "cluster",
              description = "Directory with the core-site.xml and hdfs-site.xml of the cluster. Unless it is set, that of the"
                            + " environment variable HADOOP_CONF_DIR; then the class path.")
    private String configDirectory;
    @UriParam(label = "cluster", prefix = "hadoop.", multiValue = true, javaType = "java.util.Map",
              description = "Single properties of the Hadoop client, as in hadoop.dfs.replication; they come before those of"
                            + " the files.")
    private Map<String, String> hadoopProperties = new LinkedHashMap<>();
    @UriParam(label = "cluster",
              description = "Name of the user towards a cluster without Kerberos; the default is that of the process.")
    private String user;
    @UriParam(label = "cluster",
              description = "Kerberos principal to log in as; _HOST in it stands for the name of this machine.")
    private String kerberosPrincipal;
    @UriParam(label = "cluster", description = "File with the keys of kerberosPrincipal.")
    private String kerberosKeytab;
    @UriParam(label = "cluster",
              description = "User in whose name the files are written; the cluster must let the one who logs in do so.")
    private String proxyUser;
    @UriParam(label = "advanced", defaultValue = "HFLUSH",
              description = "What is done before events are acknowledged: HFLUSH, they are in the memory of the DataNodes;"
                            + " HSYNC, on their disks; CLOSE, their file is closed, so that each batch has files of its own.")
    private Sync sync = Sync.HFLUSH;
    @UriParam(label = "advanced", defaultValue = "30000", javaType = "java.time.Duration",
              description = "How long a call to the cluster may take before it is given up and its events are sent again.")
    private long callTimeout = 30_000;
    @UriParam(label = "advanced", defaultValue = "10",
              description = "How many files are written, flushed or closed at the same time.")
    private int threadsPoolSize = 10;
    @UriParam(label = "advanced", defaultValue = "0",
              description = "A file whose block falls below so many replicas is closed and another begun; 0 for never.")
    private int minBlockReplicas;
    @UriParam(label = "advanced", defaultValue = "~/.flume/hdfs",
              description = "Local directory where the sink notes which files it has open on a cluster, to finish them after a"
                            + " crash. Unless it is set, the component's.")
    private String openFilesDirectory = HdfsComponent.OPEN_FILES;

    protected ClusterEndpoint(String uri, Component component, String name) {
        super(uri, component, name);
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        if ((kerberosPrincipal == null) != (kerberosKeytab == null)) {
            throw new IllegalArgumentException("kerberosPrincipal and kerberosKeytab belong together, but only "
                                               + (kerberosKeytab == null ? "kerberosPrincipal" : "kerberosKeytab") + " is set");
        }
        if (user != null && kerberosPrincipal != null) {
            throw new IllegalArgumentException("user is for clusters without Kerberos: leave it out, or set proxyUser instead");
        }
        if (callTimeout < 1) {
            throw new IllegalArgumentException("callTimeout must be above 0, not " + callTimeout);
        }
        if (threadsPoolSize < 1) {
            throw new IllegalArgumentException("threadsPoolSize must be above 0, not " + threadsPoolSize);
        }
        if (minBlockReplicas < 0) {
            throw new IllegalArgumentException("minBlockReplicas must not be below 0, which switches it off, but is "
                                               + minBlockReplicas);
        }
    }

    /** {@link #getOpenFilesDirectory} with the home directory in place of a leading {@code ~}. */
    Path openFilesPath() {
        return Path.of(openFilesDirectory.startsWith("~/")
            ? System.getProperty("user.home") + openFilesDirectory.substring(1) : openFilesDirectory);
    }

    public String getConfigDirectory() {
        return configDirectory;
    }

    public void setConfigDirectory(String configDirectory) {
        this.configDirectory = configDirectory;
    }

    public Map<String, String> getHadoopProperties() {
        return hadoopProperties;
    }

    public void setHadoopProperties(Map<String, String> hadoopProperties) {
        this.hadoopProperties = hadoopProperties;
    }

    public String getUser() {
        return user;
    }

    public void setUser(String user) {
        this.user = user;
    }

    public String getKerberosPrincipal() {
        return kerberosPrincipal;
    }

    public void setKerberosPrincipal(String kerberosPrincipal) {
        this.kerberosPrincipal = kerberosPrincipal;
    }

    public String getKerberosKeytab() {
        return kerberosKeytab;
    }

    public void setKerberosKeytab(String kerberosKeytab) {
        this.kerberosKeytab = kerberosKeytab;
    }

    public String getProxyUser() {
        return proxyUser;
    }

    public void setProxyUser(String proxyUser) {
        this.proxyUser = proxyUser;
    }

    public Sync getSync() {
        return sync;
    }

    public void setSync(Sync sync) {
        this.sync = sync;
    }

    public long getCallTimeout() {
        return callTimeout;
    }

    public void setCallTimeout(long callTimeout) {
        this.callTimeout = callTimeout;
    }

    public int getThreadsPoolSize() {
        return threadsPoolSize;
    }

    public void setThreadsPoolSize(int threadsPoolSize) {
        this.threadsPoolSize = threadsPoolSize;
    }

    public int getMinBlockReplicas() {
        return minBlockReplicas;
    }

    public void setMinBlockReplicas(int minBlockReplicas) {
        this.minBlockReplicas = minBlockReplicas;
    }

    public String getOpenFilesDirectory() {
        return openFilesDirectory;
    }

    public void setOpenFilesDirectory(String openFilesDirectory) {
        this.openFilesDirectory = openFilesDirectory;
    }
}
