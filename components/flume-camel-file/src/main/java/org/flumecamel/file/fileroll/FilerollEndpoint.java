/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.fileroll;

import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.camel.Category;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.flumecamel.core.SinkEndpoint;

/** Writes events into local files and begins a new one at an interval (Flume SNK-FILEROLL). */
@UriEndpoint(firstVersion = "0.1.0", scheme = "flume-fileroll", title = "Flume File Roll Sink", syntax = "flume-fileroll:name",
             producerOnly = true, category = { Category.FILE })
public class FilerollEndpoint extends SinkEndpoint {

    /** How files are named (Flume SNK-FILEROLL-B1). */
    public enum PathManager {
        /** By the start of the sink in milliseconds. */
        DEFAULT,
        /** By the time the file begins, to the second. */
        ROLLTIME
    }

    @UriParam(description = "Directory the files are written to; made if it is not there.")
    @Metadata(required = true)
    private String directory;
    @UriParam(defaultValue = "30",
              description = "After how many seconds a file is closed and the next event begins a new one; 0 for never.")
    private int rollInterval = 30;
    @UriParam(defaultValue = "TEXT",
              description = "How events are written: TEXT, HEADER_AND_TEXT, AVRO_EVENT, AVRO, JSON, or a #bean or class name"
                            + " of an EventSerializerFactory.")
    private String serializer = "TEXT";
    @UriParam(prefix = "serializer.", multiValue = true, javaType = "java.util.Map",
              description = "Options of the serializer; the text serializers have serializer.appendNewline (true), the Avro"
                            + " serializers serializer.compressionCodec and serializer.syncIntervalBytes.")
    private Map<String, String> serializerOptions = new LinkedHashMap<>();
    @UriParam(defaultValue = "DEFAULT",
              description = "How files are named: DEFAULT, by the start of the sink in milliseconds; ROLLTIME, by the time the"
                            + " file begins (yyyyMMddHHmmss). A number that grows from file to file follows.")
    private PathManager pathManager = PathManager.DEFAULT;
    @UriParam(prefix = "pathManager.", multiValue = true, javaType = "java.util.Map",
              description = "Parts of the names: pathManager.prefix stands before the time, pathManager.extension behind the"
                            + " number and a point.")
    private Map<String, String> pathManagerOptions = new LinkedHashMap<>();
    @UriParam(defaultValue = "false",
              description = "Whether each batch is forced to the disk before it is acknowledged. If not, acknowledged events"
                            + " survive the end of the process, but not a power failure.")
    private boolean sync;

    public FilerollEndpoint(String uri, FilerollComponent component, String name) {
        super(uri, component, name);
    }

    @Override
    public Producer createProducer() {
        return new FilerollProducer(this);
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        if (directory == null || directory.isBlank()) {
            throw new IllegalArgumentException("directory is missing: name the directory the files are written to");
        }
        if (rollInterval < 0) {
            throw new IllegalArgumentException("rollInterval must be a number of seconds, or 0 for never, not " + rollInterval);
        }
    }

    @Override
    public String destination() {
        return directory;
    }

    public String getDirectory() {
        return directory;
    }

    public void setDirectory(String directory) {
        this.directory = directory;
    }

    public int getRollInterval() {
        return rollInterval;
    }

    public void setRollInterval(int rollInterval) {
        this.rollInterval = rollInterval;
    }

    public String getSerializer() {
        return serializer;
    }

    public void setSerializer(String serializer) {
        this.serializer = serializer;
    }

    public Map<String, String> getSerializerOptions() {
        return serializerOptions;
    }

    public void setSerializerOptions(Map<String, String> serializerOptions) {
        this.serializerOptions = serializerOptions;
    }

    public PathManager getPathManager() {
        return pathManager;
    }

    public void setPathManager(PathManager pathManager) {
        this.pathManager = pathManager;
    }

    public Map<String, String> getPathManagerOptions() {
        return pathManagerOptions;
    }

    public void setPathManagerOptions(Map<String, String> pathManagerOptions) {
        this.pathManagerOptions = pathManagerOptions;
    }

    public boolean isSync() {
        return sync;
    }

    public void setSync(boolean sync) {
        this.sync = sync;
    }
}
