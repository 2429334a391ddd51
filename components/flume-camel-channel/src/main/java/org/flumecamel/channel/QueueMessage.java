/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

import java.util.Map;

/** A message that was taken from a queue, as far as a channel looks at it. Used by one thread. */
public interface QueueMessage {

    /** What JMS calls the type of its body. */
    enum Kind {
        BYTES, TEXT, OBJECT, MAP_OR_STREAM, EMPTY
    }

    Kind kind();

    /** The length of a body of bytes; 0 for other kinds. */
    long length() throws Exception;

    /** A body of bytes, or of text in UTF-8; empty for other kinds. */
    byte[] body() throws Exception;

    /** Its properties as JMS clients see them: strings, booleans and numbers. */
    Map<String, Object> properties() throws Exception;

    /** One of its properties, or null. */
    Object property(String name) throws Exception;

    /** What its broker calls it; null if nothing. */
    String id() throws Exception;

    /** How many times the broker has delivered it, this time included; 1 if it does not say. */
    int deliveries() throws Exception;
}
