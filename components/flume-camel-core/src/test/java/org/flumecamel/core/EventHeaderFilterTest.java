/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core;

import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EventHeaderFilterTest {

    private final EventHeaderFilter filter = new EventHeaderFilter();

    private static List<String> cases(String name) {
        StringBuilder mixed = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            mixed.append(i % 2 == 0 ? Character.toUpperCase(c) : Character.toLowerCase(c));
        }
        return List.of(name, name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT), mixed.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = { "CamelFileName", "CamelHttpUri", "CamelExecCommandExecutable", "CamelX", "Camel", "JMSReplyTo",
        "org.apache.camel.x", "kafka.TOPIC", "breadcrumbId", "rabbitmq.EXCHANGE_NAME" })
    void controlHeadersPassNeitherWayInAnyLetterCase(String name) {
        for (String written : cases(name)) {
            assertThat(filter.applyFilterToExternalHeaders(written, "v", null)).as(written).isTrue();
            assertThat(filter.applyFilterToCamelHeaders(written, "v", null)).as(written).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "operation", "indexName", "To", "Subject", "Authorization", "Cookie" })
    void ordersWithoutPrefixStayInTheEvent(String name) {
        for (String written : cases(name)) {
            assertThat(filter.applyFilterToExternalHeaders(written, "v", null)).as(written).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "timestamp", "host", "key", "file", "came", "topic", "x-camel" })
    void ordinaryHeadersPassBothWays(String name) {
        for (String written : cases(name)) {
            assertThat(filter.applyFilterToExternalHeaders(written, "v", null)).as(written).isFalse();
            assertThat(filter.applyFilterToCamelHeaders(written, "v", null)).as(written).isFalse();
        }
    }

    @Test
    void theLocaleOfTheMachineDoesNotMatter() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(new Locale("tr"));
            assertThat(filter.applyFilterToExternalHeaders("CAMELFILENAME", "v", null)).isTrue();
            assertThat(filter.applyFilterToExternalHeaders("INDEXID", "v", null)).isTrue();
        } finally {
            Locale.setDefault(before);
        }
    }
}
