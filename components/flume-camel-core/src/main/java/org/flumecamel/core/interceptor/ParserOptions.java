/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.interceptor;

import java.util.Map;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options of the types that read fields out of bodies: access_log, key_value, json and grok. */
@UriParams
public class ParserOptions {

    /** Where fields go. */
    public enum Target {
        /** Into headers; the body stays. */
        headers,
        /** Into the body, as an object in JSON. */
        body
    }

    @UriParam(defaultValue = "headers",
              description = "Where fields go: headers, and the body stays as it is; or body, which becomes a JSON object of"
                            + " them (access_log, key_value, json, grok).")
    private Target target = Target.headers;
    @UriParam(description = "Names of the fields to take, separated by commas; all if absent (access_log, key_value, json,"
                            + " grok).")
    private String include;
    @UriParam(prefix = "fields.", multiValue = true,
              description = "Another name for a field: fields.client=source.ip (access_log, key_value, json, grok).")
    private Map<String, String> fieldNames = Map.of();
    @UriParam(description = "What is put before the name of each header that takes a field (access_log, key_value, json,"
                            + " grok).")
    private String headerPrefix = "";
    @UriParam(defaultValue = "parse_error",
              description = "Header that says why a body could not be read; such an event stays as it is (access_log,"
                            + " key_value, json, grok).")
    private String errorHeader = "parse_error";
    @UriParam(description = "Field with the time of the event, which sets the header headerName (key_value, json, grok;"
                            + " access_log has its own).")
    private String timeField;
    @UriParam(defaultValue = "ISO",
              description = "Form of the time: ISO for ISO 8601, UNIX for seconds since the epoch, UNIX_MS for milliseconds,"
                            + " or a java.time pattern (key_value, json, grok).")
    private String timePattern = "ISO";
    @UriParam(description = "Time zone of times that name none, such as Europe/Vienna; the one of the machine if absent"
                            + " (key_value, json, grok).")
    private String timeZone;
    @UriParam(description = "Field of the new body that takes the text of the old one; none if empty. grok: message if absent"
                            + " (access_log, key_value, grok).")
    private String original;
    @UriParam(defaultValue = "100",
              description = "How many fields a body may have (access_log, key_value, json, grok).")
    private int maxFields = 100;
    @UriParam(defaultValue = "8192",
              description = "How long a field may be, in characters (access_log, key_value, json, grok).")
    private int maxFieldLength = 8192;
    @UriParam(defaultValue = "65536", description = "How long a body may be, in bytes (access_log, key_value, json, grok).")
    private int maxLength = 65536;
    @UriParam(description = "Character between two fields; blanks and tabs if absent (key_value).")
    private String fieldSeparator;
    @UriParam(defaultValue = "=", description = "Character between the name of a field and its value (key_value).")
    private String valueSeparator = "=";
    @UriParam(description = "Grok expression that is searched for in the body, such as %{IP:client} %{NUMBER:took:float}"
                            + " (grok).")
    private String expression;
    @UriParam(prefix = "patterns.", multiValue = true,
              description = "A grok pattern of your own: patterns.ORDER=ORD%{INT} (grok).")
    private Map<String, String> patterns = Map.of();
    @UriParam(defaultValue = "100", description = "How long matching one body may take, in milliseconds (grok).")
    private long matchTimeout = 100;

    public Target getTarget() {
        return target;
    }

    public void setTarget(Target target) {
        this.target = target;
    }

    public String getInclude() {
        return include;
    }

    public void setInclude(String include) {
        this.include = include;
    }

    public Map<String, String> getFieldNames() {
        return fieldNames;
    }

    public void setFieldNames(Map<String, String> fieldNames) {
        this.fieldNames = fieldNames;
    }

    public String getHeaderPrefix() {
        return headerPrefix;
    }

    public void setHeaderPrefix(String headerPrefix) {
        this.headerPrefix = headerPrefix;
    }

    public String getErrorHeader() {
        return errorHeader;
    }

    public void setErrorHeader(String errorHeader) {
        this.errorHeader = errorHeader;
    }

    public String getTimeField() {
        return timeField;
    }

    public void setTimeField(String timeField) {
        this.timeField = timeField;
    }

    public String getTimePattern() {
        return timePattern;
    }

    public void setTimePattern(String timePattern) {
        this.timePattern = timePattern;
    }

    public String getTimeZone() {
        return timeZone;
    }

    public void setTimeZone(String timeZone) {
        this.timeZone = timeZone;
    }

    public String getOriginal() {
        return original;
    }

    public void setOriginal(String original) {
        this.original = original;
    }

    public int getMaxFields() {
        return maxFields;
    }

    public void setMaxFields(int maxFields) {
        this.maxFields = maxFields;
    }

    public int getMaxFieldLength() {
        return maxFieldLength;
    }

    public void setMaxFieldLength(int maxFieldLength) {
        this.maxFieldLength = maxFieldLength;
    }

    public int getMaxLength() {
        return maxLength;
    }

    public void setMaxLength(int maxLength) {
        this.maxLength = maxLength;
    }

    public String getFieldSeparator() {
        return fieldSeparator;
    }

    public void setFieldSeparator(String fieldSeparator) {
        this.fieldSeparator = fieldSeparator;
    }

    public String getValueSeparator() {
        return valueSeparator;
    }

    public void setValueSeparator(String valueSeparator) {
        this.valueSeparator = valueSeparator;
    }

    public String getExpression() {
        return expression;
    }

    public void setExpression(String expression) {
        this.expression = expression;
    }

    public Map<String, String> getPatterns() {
        return patterns;
    }

    public void setPatterns(Map<String, String> patterns) {
        this.patterns = patterns;
    }

    public long getMatchTimeout() {
        return matchTimeout;
    }

    public void setMatchTimeout(long matchTimeout) {
        this.matchTimeout = matchTimeout;
    }
}
