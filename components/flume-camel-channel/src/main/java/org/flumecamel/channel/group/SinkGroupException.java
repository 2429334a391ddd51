/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel.group;

/**
 * No sink of a group took a batch. Its cause is the failure of the last that was asked, those of the others are suppressed
 * exceptions. Nothing is lost: the caller still has the batch.
 */
public class SinkGroupException extends Exception {

    private static final long serialVersionUID = 1L;

    SinkGroupException(String message, Throwable cause) {
        super(message, cause);
    }
}
