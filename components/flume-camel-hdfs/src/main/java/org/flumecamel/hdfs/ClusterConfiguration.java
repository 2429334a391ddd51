/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.apache.camel.util.StringHelper;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/** The settings of the Hadoop client of one sink. */
final class ClusterConfiguration {

    private static final List<String> FILES = List.of("core-site.xml", "hdfs-site.xml");

    private ClusterConfiguration() {
    }

    /**
     * The settings: from the class path, the directory and the single properties, the later before the earlier.
     *
     * @throws IllegalArgumentException if the directory that is given has no settings
     */
    static Configuration of(ClusterEndpoint options) {
        Configuration configuration = new Configuration();
        ClassLoader extensions = options.getCamelContext().getApplicationContextClassLoader();
        if (extensions != null) {
            // where the agent has the jars of other file systems
            configuration.setClassLoader(extensions);
        }
        Path directory = directory(options);
        if (directory != null) {
            for (String file : FILES) {
                if (Files.isRegularFile(directory.resolve(file))) {
                    configuration.addResource(new org.apache.hadoop.fs.Path(directory.resolve(file).toUri()));
                }
            }
        }
        options.getHadoopProperties().forEach((name, value) -> {
            configuration.set(name, value);
            // Camel's YAML makes rpcAddress of the rpc-address in the name of an option
            configuration.set(StringHelper.camelCaseToDash(name), value);
        });
        // Hadoop would close it at the first sign of the JVM's end, while channels still drain into it
        configuration.setBoolean("fs.automatic.close", false);
        return configuration;
    }

    private static Path directory(ClusterEndpoint options) {
        String given = options.getConfigDirectory();
        String environment = System.getenv("HADOOP_CONF_DIR");
        if (given == null && (environment == null || environment.isBlank())) {
            return null;
        }
        Path directory = Path.of(given == null ? environment : given);
        if (FILES.stream().noneMatch(file -> Files.isRegularFile(directory.resolve(file)))) {
            throw new IllegalArgumentException((given == null ? "HADOOP_CONF_DIR" : "configDirectory")
                                               + " must be a directory with core-site.xml or hdfs-site.xml, but is "
                                               + directory);
        }
        return directory;
    }

    /** The scheme of paths that name none: that of {@code fs.defaultFS} where it is set, else {@code file}. */
    static String defaultScheme(ClusterEndpoint options) {
        boolean isSet = directory(options) != null || options.getHadoopProperties().containsKey(FileSystem.FS_DEFAULT_NAME_KEY)
                        || ClusterConfiguration.class.getClassLoader().getResource(FILES.get(0)) != null;
        return isSet ? FileSystem.getDefaultUri(of(options)).getScheme() : "file";
    }
}
