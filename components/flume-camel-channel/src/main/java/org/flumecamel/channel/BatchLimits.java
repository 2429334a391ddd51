/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

/**
 * Where a spooler cuts its batches.
 *
 * @param events        how many events a batch has at most
 * @param bytes         how many bytes the bodies of a batch have at most; a single larger event travels alone
 * @param timeoutMillis how long a batch that has begun waits for more events, in milliseconds
 */
public record BatchLimits(int events, long bytes, long timeoutMillis) {
}
