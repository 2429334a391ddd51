/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.elasticsearch;

import org.flumecamel.core.Event;

/**
 * The body is the document. It is not parsed here, the server does that; it is only made sure that it is one line that
 * begins and ends as an object does. JSON has line feeds between its tokens only, where a blank means the same.
 */
final class JsonDocument implements DocumentWriter {

    @Override
    public void write(Event event, JsonBuffer out) throws RefusedDocumentException {
        byte[] array = event.array();
        int from = event.offset();
        int to = from + event.length();
        while (from < to && isSpace(array[from])) {
            from++;
        }
        while (from < to && isSpace(array[to - 1])) {
            to--;
        }
        if (to - from < 2 || array[from] != '{' || array[to - 1] != '}') {
            throw new RefusedDocumentException("The body is not a JSON object, which serializer=JSON needs");
        }
        int run = from;
        for (int i = from; i < to; i++) {
            if (array[i] == '\n' || array[i] == '\r') {
                out.raw(array, run, i - run).raw(' ');
                run = i + 1;
            }
        }
        out.raw(array, run, to - run);
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
