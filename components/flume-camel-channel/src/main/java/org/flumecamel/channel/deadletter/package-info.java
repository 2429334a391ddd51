/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
/** The files of dead letters: what they hold, and what of it has been sent again. */
package org.flumecamel.channel.deadletter;
