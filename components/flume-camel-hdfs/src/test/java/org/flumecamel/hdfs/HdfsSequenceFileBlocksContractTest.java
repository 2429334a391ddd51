/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import org.flumecamel.hdfs.format.Written;

class HdfsSequenceFileBlocksContractTest extends HdfsFormatContractTest {

    HdfsSequenceFileBlocksContractTest() {
        super(Written.SEQUENCE_ZSTD, "writeFormat=#breakableFormat");
    }
}
