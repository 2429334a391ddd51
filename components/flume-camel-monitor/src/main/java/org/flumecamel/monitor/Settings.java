/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import java.time.Duration;
import java.util.Optional;

import org.apache.camel.CamelContext;
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.TypeConversionException;

/** Reads settings among the properties of a context. */
final class Settings {

    private final CamelContext context;

    Settings(CamelContext context) {
        this.context = context;
    }

    /**
     * The value of a setting, placeholders in it resolved; empty if it has none or a blank one.
     *
     * @throws IllegalArgumentException if a placeholder in it has no value
     */
    Optional<String> text(String key) {
        Optional<String> value = context.getPropertiesComponent().resolveProperty(key);
        if (value.isEmpty() && isGiven(key)) {
            // Camel takes a value that cannot be resolved as none; a password must not vanish so
            value = Optional.of(context.resolvePropertyPlaceholders("{{" + key + "}}"));
        }
        return value.map(String::strip).filter(text -> !text.isEmpty());
    }

    private boolean isGiven(String key) {
        return System.getProperty(key) != null
               || !context.getPropertiesComponent().loadProperties(key::equals).isEmpty();
    }

    /** @throws IllegalArgumentException if it is neither true nor false */
    boolean flag(String key, boolean otherwise) {
        String text = text(key).orElse(String.valueOf(otherwise));
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(key + " must be true or false, not " + text);
        }
        return Boolean.parseBoolean(text);
    }

    /** @throws IllegalArgumentException if it is not a number in the range */
    double number(String key, double otherwise, double least, double most) {
        double number = text(key).map(text -> parse(key, text)).orElse(otherwise);
        if (!(number >= least && number <= most)) {
            throw new IllegalArgumentException(key + " must be between " + plain(least) + " and " + plain(most) + ", not "
                                               + plain(number));
        }
        return number;
    }

    /** @throws IllegalArgumentException if it is not a whole number in the range */
    long whole(String key, long otherwise, long least, long most) {
        double number = number(key, otherwise, least, most);
        if (number != Math.rint(number)) {
            throw new IllegalArgumentException(key + " must be a whole number, not " + number);
        }
        return (long) number;
    }

    private static double parse(String key, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " must be a number, not " + text, e);
        }
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }

    /**
     * A duration in milliseconds, written {@code 30s}, {@code 5m} or as a number of milliseconds.
     *
     * @throws IllegalArgumentException if it is none, or negative
     */
    long millis(String key, String otherwise) {
        String text = text(key).orElse(otherwise);
        if (text.startsWith("-")) {
            throw new IllegalArgumentException(key + " must not be negative, it is " + text);
        }
        try {
            return context.getTypeConverter().mandatoryConvertTo(Duration.class, text).toMillis();
        } catch (TypeConversionException | NoTypeConversionAvailableException e) {
            throw new IllegalArgumentException(key + " must be a duration such as 30s, 5m or 1h, not " + text, e);
        }
    }
}
