/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

/** A channel refuses a batch because it had no room for it during its keep-alive; nothing was taken. */
public class ChannelFullException extends Exception {

    private static final long serialVersionUID = 1L;

    public ChannelFullException(String message) {
        super(message);
    }
}
