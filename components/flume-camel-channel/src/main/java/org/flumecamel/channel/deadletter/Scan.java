/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel.deadletter;

import java.util.List;

/**
 * What a reading of a file has met.
 *
 * @param letters how many letters were read
 * @param damage  parts that cannot be read
 * @param ended   whether the end of the file was reached
 */
public record Scan(long letters, List<Damage> damage, boolean ended) {

    /**
     * A part of a file that cannot be read.
     *
     * @param from offset of its first byte
     * @param to   offset behind its last byte
     * @param what what is wrong with it
     */
    public record Damage(long from, long to, String what) {

        @Override
        public String toString() {
            return "bytes " + from + " to " + to + " cannot be read: " + what;
        }
    }
}
