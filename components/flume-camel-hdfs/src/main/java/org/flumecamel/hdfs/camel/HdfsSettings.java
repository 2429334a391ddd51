/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.camel;

import java.util.ArrayList;
import java.util.List;

import org.apache.hadoop.conf.Configuration;

/** Hadoop's settings of an endpoint: those on the class path, and what its options say. */
final class HdfsSettings {

    private static final String FAILOVER = "org.apache.hadoop.hdfs.server.namenode.ha.ConfiguredFailoverProxyProvider";

    private final CamelHdfsEndpoint options;
    private final Configuration configuration = new Configuration();

    HdfsSettings(CamelHdfsEndpoint options) {
        this.options = options;
        // Hadoop would close it at the first sign of the JVM's end, while routes still write
        configuration.setBoolean("fs.automatic.close", false);
        if (options.getFileSystemType() == CamelHdfsEndpoint.FileSystemType.HDFS) {
            nameNodes();
        }
        if (options.getKerberosUsername() != null) {
            configuration.set("hadoop.security.authentication", "kerberos");
        }
    }

    Configuration configuration() {
        return configuration;
    }

    private void nameNodes() {
        String cluster = options.getHostName();
        if (options.getNamedNodes() == null) {
            configuration.set("fs.defaultFS", "hdfs://" + cluster + ":" + options.getPort());
            return;
        }
        List<String> names = new ArrayList<>();
        for (String node : options.getNamedNodes().trim().split("\\s*,\\s*")) {
            String name = "nn" + (names.size() + 1);
            names.add(name);
            configuration.set("dfs.namenode.rpc-address." + cluster + "." + name,
                    node.contains(":") ? node : node + ":" + options.getPort());
        }
        configuration.set("dfs.nameservices", cluster);
        configuration.set("dfs.ha.namenodes." + cluster, String.join(",", names));
        configuration.set("dfs.client.failover.proxy.provider." + cluster, FAILOVER);
        configuration.set("fs.defaultFS", "hdfs://" + cluster);
    }
}
