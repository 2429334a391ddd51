/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.camel;

import java.util.Map;

import javax.security.auth.login.Configuration;

import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Makes {@code hdfs:host:port/path} endpoints, for routes that were written for camel-hdfs. */
@Component("hdfs")
public class CamelHdfsComponent extends DefaultComponent {

    @Metadata(label = "security", description = "A JAAS configuration for the virtual machine.")
    private Configuration jAASConfiguration;
    @Metadata(label = "security", description = "The Kerberos configuration file (krb5.conf) for the virtual machine.")
    private String kerberosConfigFile;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        int slash = remaining.indexOf('/');
        String address = slash < 0 ? remaining : remaining.substring(0, slash);
        if (address.isEmpty() || slash < 0) {
            throw new IllegalArgumentException("write hdfs:host:port/path, with the host of the NameNode, not " + uri);
        }
        CamelHdfsEndpoint endpoint = new CamelHdfsEndpoint(uri, this);
        int colon = address.lastIndexOf(':');
        endpoint.setHostName(colon < 0 ? address : address.substring(0, colon));
        if (colon >= 0) {
            endpoint.setPort(Integer.parseInt(address.substring(colon + 1)));
        }
        endpoint.setPath(remaining.substring(slash));
        endpoint.setKerberosConfigFileLocation(kerberosConfigFile);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (jAASConfiguration != null) {
            Configuration.setConfiguration(jAASConfiguration);
        }
    }

    public Configuration getJAASConfiguration() {
        return jAASConfiguration;
    }

    public void setJAASConfiguration(Configuration configuration) {
        this.jAASConfiguration = configuration;
    }

    public String getKerberosConfigFile() {
        return kerberosConfigFile;
    }

    public void setKerberosConfigFile(String kerberosConfigFile) {
        this.kerberosConfigFile = kerberosConfigFile;
    }
}
