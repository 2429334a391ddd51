/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import org.flumecamel.hdfs.format.Written;

class HdfsSequenceFileContractTest extends HdfsFormatContractTest {

    HdfsSequenceFileContractTest() {
        super(Written.SEQUENCE, "writeFormat=#breakableFormat");
    }
}
