/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Keep events that cannot be delivered: in Avro container files, synced to disk before the batch counts as settled, with
 * the reason and the origin of each event.
 */
@UriEndpoint(firstVersion = "0.1.0", scheme = "flume-deadletter", title = "Flume Dead Letter",
             syntax = "flume-deadletter:name", producerOnly = true, category = { Category.FILE })
public class DeadLetterEndpoint extends DefaultEndpoint {

    @UriPath(description = "Name of the dead letter; its files begin with it.")
    @Metadata(required = true)
    private String name;
    @UriParam(description = "The directory of the files; it is made if need be. Unless it is set, the component's directory.")
    private String directory;
    @UriParam(defaultValue = "67108864", description = "How many bytes a file has before the next is begun.")
    private long maxFileBytes = 64L << 20;
    @UriParam(defaultValue = "1073741824",
              description = "How many bytes all files of this name may take together. A batch that does not fit is refused and"
                            + " stays where it was.")
    private long maxBytes = 1L << 30;

    public DeadLetterEndpoint(String uri, DeadLetterComponent component, String name) {
        super(uri, component);
        this.name = name;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        if (maxFileBytes < 1 || maxBytes < 1) {
            throw new IllegalArgumentException("maxFileBytes and maxBytes must be above 0");
        }
        if (!name.matches("[\\w.-]+")) {
            throw new IllegalArgumentException(
                    "The name of a dead letter may have letters, digits, '_', '.' and '-', not " + name);
        }
    }

    DeadLetterFiles files() {
        return ((DeadLetterComponent) getComponent()).files(this);
    }

    @Override
    public Producer createProducer() {
        return new DeadLetterProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("flume-deadletter can only be used in to");
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getDirectory() {
        return directory;
    }

    public void setDirectory(String directory) {
        this.directory = directory;
    }

    public long getMaxFileBytes() {
        return maxFileBytes;
    }

    public void setMaxFileBytes(long maxFileBytes) {
        this.maxFileBytes = maxFileBytes;
    }

    public long getMaxBytes() {
        return maxBytes;
    }

    public void setMaxBytes(long maxBytes) {
        this.maxBytes = maxBytes;
    }
}
