/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.camel;

import java.io.Closeable;
import java.io.IOException;

import org.apache.camel.Exchange;

/** Writes messages into one file. Not thread-safe. */
interface MessageWriter extends Closeable {

    void write(Exchange exchange) throws Exception;

    /** How many bytes have been written, as far as that is known before the file is closed. */
    long length() throws IOException;

    /** Makes what was written safe from the end of this process; does nothing where that takes the end of the file. */
    void flush() throws IOException;
}
