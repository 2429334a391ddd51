/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import org.flumecamel.channel.deadletter.DeadLetter;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which letters a command is about. */
final class LetterFilter {

    @Option(names = "--reason", paramLabel = "<text>",
            description = "Only those whose reason has this in it, in any letter case.")
    private String reason;

    @Option(names = "--origin", paramLabel = "<text>",
            description = "Only those whose origin (route and endpoint) has this in it, in any letter case.")
    private String origin;

    @Option(names = "--since", paramLabel = "<time>", converter = Time.class,
            description = "Only those from then on: 2026-11-20, 2026-11-20T10:00, 2026-11-20T10:00:00Z, or 2h for two hours ago"
                          + " (also s, m, d).")
    private Instant since;

    @Option(names = "--until", paramLabel = "<time>", converter = Time.class, description = "Only those before then.")
    private Instant until;

    boolean accepts(DeadLetter letter) {
        return has(letter.reason(), reason) && has(letter.origin(), origin)
               && (since == null || letter.time() >= since.toEpochMilli())
               && (until == null || letter.time() < until.toEpochMilli());
    }

    private static boolean has(String text, String part) {
        return part == null || text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    /** A point in time, or how long ago one was. */
    static final class Time implements ITypeConverter<Instant> {

        private static final List<Function<String, Instant>> FORMS = List.of(
            text -> Instant.now().minus(Duration.parse((text.endsWith("d") ? "P" : "PT") + text)),
            text -> OffsetDateTime.parse(text).toInstant(),
            text -> LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant(),
            text -> LocalDate.parse(text).atStartOfDay(ZoneId.systemDefault()).toInstant());

        @Override
        public Instant convert(String text) {
            for (Function<String, Instant> form : FORMS) {
                try {
                    return form.apply(text);
                } catch (DateTimeException e) {
                    // it may have another form
                }
            }
            throw new TypeConversionException("'" + text + "' is no time: write 2026-11-20, 2026-11-20T10:00,"
                                              + " 2026-11-20T10:00:00Z, or 2h for two hours ago");
        }
    }
}
