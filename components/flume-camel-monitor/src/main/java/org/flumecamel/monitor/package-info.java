/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
/** Backlog alerts, metrics and health. */
package org.flumecamel.monitor;
