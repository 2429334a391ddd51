/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.elasticsearch;

import java.util.Map;

import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.ResourceHelper;
import org.flumecamel.core.FlumeComponent;

/**
 * Makes {@code flume-elasticsearch:name} endpoints. Those that name neither hosts nor a client are connected as Camel's
 * {@code elasticsearch} component is configured.
 */
@Component("flume-elasticsearch")
public class ElasticsearchComponent extends FlumeComponent {

    private static final String CAMEL = "elasticsearch";

    @Override
    protected Endpoint newEndpoint(String uri, String name, Map<String, Object> parameters) throws Exception {
        ElasticsearchEndpoint endpoint = new ElasticsearchEndpoint(uri, this, name);
        if (!parameters.containsKey("hostAddresses") && !parameters.containsKey("client") && getCamelContext()
            .hasComponent(CAMEL) instanceof org.apache.camel.component.es.ElasticsearchComponent configured) {
            connectAs(configured, endpoint);
        }
        setProperties(endpoint, parameters);
        return endpoint;
    }

    private static void connectAs(org.apache.camel.component.es.ElasticsearchComponent configured,
        ElasticsearchEndpoint endpoint) {
        if (configured.getClient() != null) {
            endpoint.setClient(configured.getClient());
        } else if (configured.getHostAddresses() != null) {
            endpoint.setHostAddresses(configured.getHostAddresses());
            endpoint.setUser(configured.getUser());
            endpoint.setPassword(configured.getPassword());
            endpoint.setEnableSSL(configured.isEnableSSL());
            endpoint.setCertificatePath(asResource(configured.getCertificatePath()));
            endpoint.setConnectionTimeout(configured.getConnectionTimeout());
            endpoint.setSocketTimeout(configured.getSocketTimeout());
            endpoint.setEnableSniffer(configured.isEnableSniffer());
            endpoint.setSnifferInterval(configured.getSnifferInterval());
            endpoint.setSniffAfterFailureDelay(configured.getSniffAfterFailureDelay());
        }
    }

    /** What has no scheme is looked for on the class path by that component. */
    private static String asResource(String path) {
        return path == null || ResourceHelper.hasScheme(path) ? path : "classpath:" + path;
    }
}
