/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import org.flumecamel.hdfs.format.Written;

class HdfsSnappyContractTest extends HdfsFormatContractTest {

    HdfsSnappyContractTest() {
        super(Written.SNAPPY, "serializer=#breakable");
    }
}
