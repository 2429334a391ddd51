/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
/** A broker inside the process. */
package org.flumecamel.broker;
