/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HeadersTest {

    @Test
    void keepsInsertionOrderAndEqualsAnyMapWithTheSameEntries() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("z", "1");
        map.put("a", "2");
        Headers headers = Headers.of(map);

        assertThat(headers.keySet()).containsExactly("z", "a");
        assertThat(headers).isEqualTo(map).hasToString("{z=1, a=2}");
        assertThat(headers.hashCode()).isEqualTo(map.hashCode());
    }

    @Test
    void isACopyThatNobodyCanChange() {
        Map<String, String> map = new LinkedHashMap<>(Map.of("a", "1"));
        Headers headers = Headers.of(map);
        map.put("b", "2");

        assertThat(headers).containsOnlyKeys("a");
        assertThatThrownBy(() -> headers.put("c", "3")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> headers.remove("a")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> headers.entrySet().iterator().next().setValue("9"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void staysTheSameInstanceWhereNothingChanges() {
        Headers headers = Headers.of("a", "1");

        assertThat(Headers.of(headers)).isSameAs(headers);
        assertThat(headers.with("a", "1")).isSameAs(headers);
        assertThat(headers.with(Map.of())).isSameAs(headers);
        assertThat(headers.without("b"::equals)).isSameAs(headers);
        assertThat(Headers.of(Map.of())).isSameAs(Headers.EMPTY);
        assertThat(headers.without("a"::equals)).isSameAs(Headers.EMPTY);
    }

    @Test
    void setsAndRemovesInANewInstance() {
        Headers headers = Headers.of("a", "1");

        assertThat(headers.with("a", "2")).containsEntry("a", "2");
        assertThat(headers.with("b", "2")).containsExactly(Map.entry("a", "1"), Map.entry("b", "2"));
        assertThat(headers.with(Map.of("a", "3"))).containsExactly(Map.entry("a", "3"));
        assertThat(headers.with("b", "2").without("a"::equals)).containsExactly(Map.entry("b", "2"));
        assertThat(headers).containsExactly(Map.entry("a", "1"));
    }

    @Test
    void refusesNullNamesAndValuesByName() {
        assertThatThrownBy(() -> Headers.of("a", null)).isInstanceOf(NullPointerException.class)
                .hasMessageContaining("header a is null");
        assertThatThrownBy(() -> Headers.of(Collections.singletonMap(null, "1"))).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Headers.EMPTY.with(Collections.singletonMap("b", null)))
                .isInstanceOf(NullPointerException.class).hasMessageContaining("header b is null");
    }

    @Test
    void footprintGrowsWithEveryCharacter() {
        assertThat(Headers.EMPTY.footprint()).isZero();
        assertThat(Headers.of("ab", "cde").footprint() - Headers.of("a", "c").footprint()).isEqualTo(3);
    }
}
