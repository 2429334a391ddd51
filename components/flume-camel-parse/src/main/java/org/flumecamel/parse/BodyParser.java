/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.parse;

/** Reads the fields of a body. Thread-safe. */
interface BodyParser {

    /**
     * Reads a body.
     *
     * @param  bytes               in UTF-8; must not be changed
     * @param  to                  the end, exclusive
     * @throws UnreadableException if it does not have the form; what was put into fields by then does not count
     */
    void parse(byte[] bytes, int from, int to, Fields fields) throws UnreadableException;
}
