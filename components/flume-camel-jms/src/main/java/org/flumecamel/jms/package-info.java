/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
/** Channels on the queues of a JMS broker. */
package org.flumecamel.jms;
