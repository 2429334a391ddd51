/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.camel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.UserGroupInformation;

/** The user an endpoint works as: the one of its principal, or that of the process. */
final class HdfsLogin {

    private HdfsLogin() {
    }

    /**
     * Logs in with the keytab of an endpoint; Hadoop's client renews that by itself. Other users of the process stay what
     * they are.
     *
     * @throws IllegalArgumentException if an option is missing or names no file
     */
    static UserGroupInformation user(CamelHdfsEndpoint options, Configuration configuration) throws IOException {
        if (options.getKerberosConfigFileLocation() != null) {
            requireFile("kerberosConfigFileLocation", options.getKerberosConfigFileLocation());
            System.setProperty("java.security.krb5.conf", options.getKerberosConfigFileLocation());
        }
        if (options.getKerberosUsername() == null && options.getKerberosKeytabLocation() == null) {
            return UserGroupInformation.getCurrentUser();
        }
        if (options.getKerberosUsername() == null || options.getKerberosKeytabLocation() == null) {
            throw new IllegalArgumentException("kerberosUsername and kerberosKeytabLocation are given together, or not at all");
        }
        requireFile("kerberosKeytabLocation", options.getKerberosKeytabLocation());
        synchronized (HdfsLogin.class) {
            UserGroupInformation.setConfiguration(configuration);
            return UserGroupInformation.loginUserFromKeytabAndReturnUGI(options.getKerberosUsername(),
                    options.getKerberosKeytabLocation());
        }
    }

    private static void requireFile(String option, String file) {
        if (!Files.isReadable(Path.of(file))) {
            throw new IllegalArgumentException(option + " must be a file that can be read, not " + file);
        }
    }
}
