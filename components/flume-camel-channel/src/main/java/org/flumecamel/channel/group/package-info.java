/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
/** Sink groups: several sinks for one channel, as policies of Camel's load balancer. */
package org.flumecamel.channel.group;
