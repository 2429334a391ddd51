/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import java.util.Arrays;

import org.flumecamel.core.Headers;

/** The headers of the last few different events, and where in an array their encodings are. Not thread-safe. */
final class RecentHeaders {

    private static final int CAPACITY = 8;

    private final Headers[] headers = new Headers[CAPACITY];
    private final int[] froms = new int[CAPACITY];
    private final int[] tos = new int[CAPACITY];
    private int size;
    private int next;
    private int last;

    /** Index of an instance, or -1. */
    int find(Headers wanted) {
        if (size > 0 && headers[last] == wanted) {
            return last;
        }
        for (int i = 0; i < size; i++) {
            if (headers[i] == wanted) {
                last = i;
                return i;
            }
        }
        return -1;
    }

    /**
     * Index of the headers whose encoding stands at a place of the array, or -1. An encoding ends by itself, so that two of
     * them are equal if one begins with the other.
     */
    int find(byte[] array, int at, int end) {
        if (size > 0 && matches(last, array, at, end)) {
            return last;
        }
        for (int i = 0; i < size; i++) {
            if (i != last && matches(i, array, at, end)) {
                last = i;
                return i;
            }
        }
        return -1;
    }

    private boolean matches(int index, byte[] array, int at, int end) {
        int length = tos[index] - froms[index];
        return length <= end - at && Arrays.equals(array, froms[index], tos[index], array, at, at + length);
    }

    void add(Headers added, int from, int to) {
        headers[next] = added;
        froms[next] = from;
        tos[next] = to;
        last = next;
        next = (next + 1) % CAPACITY;
        size = Math.max(size, last + 1);
    }

    Headers headers(int index) {
        return headers[index];
    }

    int from(int index) {
        return froms[index];
    }

    int to(int index) {
        return tos[index];
    }
}
