/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.camel;

import org.apache.camel.Exchange;
import org.apache.camel.spi.Metadata;

/** The headers of {@code hdfs} endpoints, as camel-hdfs had them. */
public final class CamelHdfsConstants {

    @Metadata(label = "producer", javaType = "Boolean",
              description = "Whether the file is closed after this message; false keeps it open without a splitStrategy.")
    public static final String HDFS_CLOSE = "CamelHdfsClose";
    @Metadata(label = "producer", javaType = "Object",
              description = "Key of the record in a file that has keys; a consumer sets it to the key it has read.")
    public static final String KEY = "KEY";
    @Metadata(javaType = "String",
              description = "Producer: file to write, relative to the path of the endpoint; not with a splitStrategy."
                            + " Consumer: name of the file that was read.")
    public static final String FILE_NAME = Exchange.FILE_NAME;
    @Metadata(label = "consumer", javaType = "String", description = "Name of the file that was read.")
    public static final String FILE_NAME_CONSUMED = Exchange.FILE_NAME_CONSUMED;
    @Metadata(label = "consumer", javaType = "String", description = "Path of the file that was read.")
    public static final String FILE_ABSOLUTE_PATH = "CamelFileAbsolutePath";
    @Metadata(label = "consumer", javaType = "Long", description = "Length of the file that was read, in bytes.")
    public static final String FILE_LENGTH = Exchange.FILE_LENGTH;

    private CamelHdfsConstants() {
    }
}
