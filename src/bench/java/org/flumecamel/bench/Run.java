/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.bench;

/**
 * What one run of one side gave.
 *
 * @param events       events per second between the first output and the last
 * @param bytes        bytes per second in the same time; 0 if nothing was written
 * @param windowCpu    CPU seconds of the agent per million events in the same time
 * @param totalCpu     CPU seconds of the agent per million events since it was started
 * @param totalSeconds from the start of the process to the last output
 * @param peakMib      most memory resident at any time
 * @param others       CPU seconds per second that other programs of the machine took meanwhile
 */
record Run(double events, double bytes, double windowCpu, double totalCpu, double totalSeconds, double peakMib,
           double others) {
}
