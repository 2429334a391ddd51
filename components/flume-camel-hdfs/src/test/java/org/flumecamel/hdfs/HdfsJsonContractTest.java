/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import org.flumecamel.hdfs.format.Written;

class HdfsJsonContractTest extends HdfsFormatContractTest {

    HdfsJsonContractTest() {
        super(Written.JSON, null);
    }
}
