/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
/** Where sinks write: paths made of events (Flume ESC-PATH), and the record of files that are open. */
package org.flumecamel.core.path;
