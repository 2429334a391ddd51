/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.elasticsearch;

/** An event of which no document can be made, or no document that Elasticsearch would take. The message says why. */
final class RefusedDocumentException extends Exception {

    private static final long serialVersionUID = 1L;

    RefusedDocumentException(String message) {
        super(message);
    }
}
