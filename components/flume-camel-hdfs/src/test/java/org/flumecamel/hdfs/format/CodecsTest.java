/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.format;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.apache.hadoop.io.compress.Compressor;
import org.apache.hadoop.io.compress.DefaultCodec;
import org.apache.hadoop.io.compress.GzipCodec;
import org.apache.hadoop.io.compress.Lz4Codec;
import org.apache.hadoop.io.compress.SnappyCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CodecsTest {

    private final Configuration configuration = new Configuration(false);

    /** A codec whose library is not there. */
    public static class Broken extends DefaultCodec {

        @Override
        public Class<? extends Compressor> getCompressorType() {
            throw new UnsatisfiedLinkError("no libbroken");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "gzip", "GZIP", "GzipCodec", "gzipcodec", "org.apache.hadoop.io.compress.GzipCodec" })
    void namesAreThoseOfTheClasses(String name) {
        assertThat(Codecs.named(name, configuration)).isExactlyInstanceOf(GzipCodec.class);
    }

    @Test
    void allOfHadoopWorkHere() {
        assertThat(Codecs.named("bzip2", configuration)).isInstanceOf(BZip2Codec.class);
        assertThat(Codecs.named("snappy", configuration)).isInstanceOf(SnappyCodec.class);
        assertThat(Codecs.named("lz4", configuration)).isInstanceOf(Lz4Codec.class);
        assertThat(Codecs.named("default", configuration)).isExactlyInstanceOf(DefaultCodec.class);
        assertThat(Codecs.named("None", configuration)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "zstd", "ZStandard", "ZStandardCodec", "org.apache.hadoop.io.compress.ZStandardCodec",
        "org.flumecamel.hdfs.format.ZstdCodec" })
    void zstdNeedsNoNativeHadoop(String name) {
        assertThat(Codecs.named(name, configuration)).isInstanceOf(ZstdCodec.class);
    }

    @Test
    void aCodecOfTheConfigurationIsFound() {
        configuration.set("io.compression.codecs", Other.class.getName());
        assertThat(Codecs.named("other", configuration)).isInstanceOf(Other.class);
    }

    /** Somebody's codec. */
    public static class Other extends DefaultCodec {
    }

    @Test
    void aMissingLibraryIsSaidAtTheStart() {
        assertThatThrownBy(() -> Codecs.named(Broken.class.getName(), configuration))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("a library that")
            .hasMessageContaining("libbroken");
        assertThatThrownBy(() -> Codecs.named("lzo", configuration)).isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("codeC must be one of none, ").hasMessageContaining("not lzo");
    }
}
