/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

import java.io.IOException;

/** The system cannot read a file now, whatever is in it: it is tried again. */
final class FileAccessException extends IOException {

    private static final long serialVersionUID = 1L;

    FileAccessException(IOException cause) {
        super(cause.toString(), cause);
    }
}
