/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.serializer;

import java.util.Map;
import java.util.function.Supplier;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventSerializersTest {

    private final CamelContext context = new DefaultCamelContext();

    /** Somebody's own. */
    public static class OwnFactory implements EventSerializerFactory {

        @Override
        public EventSerializer newSerializer(Map<String, String> options) {
            return (events, out) -> out.write(options.get("x").getBytes());
        }
    }

    @Test
    void everyFileGetsItsOwnSerializer() {
        Supplier<EventSerializer> serializers = EventSerializers.of(context, "text", Map.of());
        assertThat(serializers.get()).isInstanceOf(TextSerializer.class).isNotSameAs(serializers.get());
        assertThat(EventSerializers.of(context, "HEADER_AND_TEXT", Map.of()).get()).isInstanceOf(HeaderAndTextSerializer.class);
    }

    @Test
    void ownSerializersAreFoundByClassAndByBean() {
        context.getRegistry().bind("own", new OwnFactory());
        assertThat(EventSerializers.of(context, OwnFactory.class.getName(), Map.of("x", "y")).get()).isNotNull();
        assertThat(EventSerializers.of(context, "#own", Map.of("x", "y")).get()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({ "NONSENSE,x,NONSENSE", "#none,x,none", "java.lang.String,x,EventSerializerFactory",
        "TEXT,appendNewLine,serializer.appendNewline", "TEXT,appendNewline,true or false" })
    void wrongOptionsStopTheStart(String name, String option, String message) {
        assertThatThrownBy(() -> EventSerializers.of(context, name, Map.of(option, "maybe")))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }
}
