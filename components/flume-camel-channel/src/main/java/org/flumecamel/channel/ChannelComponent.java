/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

import java.util.Map;

import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.flumecamel.core.FlumeComponent;

/** Makes {@code flume-channel:seda:c1} endpoints, and holds what all memory channels share. */
@Component("flume-channel")
public class ChannelComponent extends FlumeComponent {

    @Metadata(defaultValue = "40",
              description = "How much of the heap all memory channels together may take, in percent.")
    private int heapShare = 40;

    @Override
    protected Endpoint newEndpoint(String uri, String name, Map<String, Object> parameters) {
        return new ChannelEndpoint(uri, this, name);
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        if (heapShare < 1 || heapShare > 90) {
            throw new IllegalArgumentException("heapShare must be between 1 and 90 percent, not " + heapShare);
        }
    }

    public int getHeapShare() {
        return heapShare;
    }

    public void setHeapShare(int heapShare) {
        this.heapShare = heapShare;
    }
}
