/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
/** Serializers of files that need a library (Flume SER-OUT). */
package org.flumecamel.serializers;
