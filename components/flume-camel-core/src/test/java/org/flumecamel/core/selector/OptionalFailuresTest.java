/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.selector;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.camel.Endpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.flumecamel.core.CapturedLog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OptionalFailuresTest {

    @Test
    void logsTheFirstAtOnceAndThenOncePerMinuteWithTheirNumber() throws Exception {
        // a monotonic clock may begin anywhere, and go past its largest value
        AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
        OptionalFailures failures = new OptionalFailures(nanos::get);
        try (DefaultCamelContext context = new DefaultCamelContext();
             CapturedLog log = new CapturedLog(SelectorProducer.class)) {
            Endpoint audit = context.getEndpoint("direct:audit");
            for (int i = 0; i < 100; i++) {
                failures.add(audit, 10, new IOException("full " + i));
            }
            assertThat(log.messages().stream().filter(line -> line.startsWith("WARN"))).singleElement().asString()
                    .contains("direct://audit", "10 events", "(10 since", "full 0");
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(60));
            failures.add(audit, 10, new IOException("full still"));
            assertThat(log.messages().stream().filter(line -> line.startsWith("WARN"))).hasSize(2).last().asString()
                    .contains("(1000 since", "full still");
        }
    }
}
