/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
/** How events become bytes in a file (Flume SER-OUT). */
package org.flumecamel.core.serializer;
