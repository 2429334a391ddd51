/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.camel;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.DefaultCodec;
import org.apache.hadoop.io.compress.GzipCodec;
import org.apache.hadoop.io.compress.Lz4Codec;
import org.apache.hadoop.io.compress.SnappyCodec;
import org.apache.hadoop.io.compress.ZStandardCodec;
import org.apache.hadoop.util.ReflectionUtils;

/** The codecs of files of records. */
public enum HdfsCompressionCodec {

    DEFAULT(DefaultCodec.class),
    GZIP(GzipCodec.class),
    BZIP2(BZip2Codec.class),
    SNAPPY(SnappyCodec.class),
    LZ4(Lz4Codec.class),
    ZSTANDARD(ZStandardCodec.class);

    private final Class<? extends CompressionCodec> type;

    HdfsCompressionCodec(Class<? extends CompressionCodec> type) {
        this.type = type;
    }

    CompressionCodec codec(Configuration configuration) {
        return ReflectionUtils.newInstance(type, configuration);
    }
}
