/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel.deadletter;

import java.io.IOException;

/** Takes the letters of a file one by one. */
@FunctionalInterface
public interface LetterReader {

    /**
     * The next letter.
     *
     * @return             whether to go on
     * @throws IOException if the reader fails; this ends the reading
     */
    boolean letter(LetterId id, DeadLetter letter) throws IOException;
}
