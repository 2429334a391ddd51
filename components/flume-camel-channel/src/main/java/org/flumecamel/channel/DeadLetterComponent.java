/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.flumecamel.core.FlumeComponent;

/** Makes {@code flume-deadletter:name} endpoints, and holds what they have in common. */
@Component("flume-deadletter")
public class DeadLetterComponent extends FlumeComponent {

    @Metadata(defaultValue = "deadletter",
              description = "The directory below which endpoints that name none keep their dead letters.")
    private String directory = "deadletter";

    private final Map<Path, DeadLetterFiles> files = new ConcurrentHashMap<>();

    @Override
    protected Endpoint newEndpoint(String uri, String name, Map<String, Object> parameters) {
        DeadLetterEndpoint endpoint = new DeadLetterEndpoint(uri, this, name);
        endpoint.setDirectory(directory);
        return endpoint;
    }

    /** The files of a dead letter; the same for all endpoints of that name and directory, whatever routes they are in. */
    DeadLetterFiles files(DeadLetterEndpoint endpoint) {
        Path path = Path.of(endpoint.getDirectory()).toAbsolutePath().normalize();
        return files.computeIfAbsent(path.resolve(endpoint.getName()), key -> new DeadLetterFiles(path, endpoint.getName()));
    }

    /** All routes have stopped. */
    @Override
    protected void doStop() throws Exception {
        for (DeadLetterFiles open : files.values()) {
            open.close();
        }
        super.doStop();
    }

    public String getDirectory() {
        return directory;
    }

    public void setDirectory(String directory) {
        this.directory = directory;
    }
}
