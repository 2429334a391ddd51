/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel.deadletter;

/**
 * Where a letter is in its file. It stays the same when the file grows, and when another part of it is damaged.
 *
 * @param block offset of its block in the file, in bytes
 * @param index its number in the block, from 0
 */
public record LetterId(long block, int index) {

    @Override
    public String toString() {
        return block + "." + index;
    }
}
