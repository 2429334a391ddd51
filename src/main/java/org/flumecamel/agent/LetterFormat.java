/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

/** How letters are printed. */
enum LetterFormat {
    /** For people. */
    text,
    /** For programs: one JSON object per line. */
    json
}
