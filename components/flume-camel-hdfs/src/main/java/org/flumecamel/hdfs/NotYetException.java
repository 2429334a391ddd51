/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.io.IOException;

/** The file system is still busy with what it was asked for; asking again in a moment is enough. */
class NotYetException extends IOException {

    private static final long serialVersionUID = 1L;

    NotYetException(String message) {
        super(message);
    }
}
