/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.elasticsearch;

/** What becomes of a document whose id is there already. */
public enum OpType {

    /** It stays as it is, and the event counts as delivered. Data streams take nothing else. */
    CREATE("create"),

    /** It is replaced. */
    INDEX("index");

    private final String action;

    OpType(String action) {
        this.action = action;
    }

    /** The action in a bulk request. */
    String action() {
        return action;
    }
}
