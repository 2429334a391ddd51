/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.fault;

/** What becomes of a log file when its time is over. */
public enum Ending {

    /** Renamed; its program goes on writing to it for a moment, and a new file takes its name. */
    RENAME(true),
    /** Renamed, replaced, and compressed. */
    GZIP(true),
    /** Deleted and replaced. */
    DELETE(true),
    /** Copied and emptied in place. What was not read by then is in the copy only. */
    COPY_TRUNCATE(false),
    /** Emptied in place and written anew, beginning with the same line as before. */
    REWRITE(false),
    /** Nothing: the last file stays as it is. */
    NONE(true);

    private final boolean readable;

    Ending(boolean readable) {
        this.readable = readable;
    }

    /** Whether a reader that has the file open can read it to its end. */
    public boolean isReadableToItsEnd() {
        return readable;
    }
}
