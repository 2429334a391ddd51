/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.interceptor;

import java.nio.charset.Charset;
import java.util.Map;

import org.apache.camel.CamelContextAware;
import org.apache.camel.Category;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.service.ServiceHelper;

/** Change or drop the events of a batch on their way to a channel. */
@UriEndpoint(firstVersion = "0.1.0", scheme = "flume-interceptor", title = "Flume Interceptor",
             syntax = "flume-interceptor:type", producerOnly = true, remote = false,
             category = { Category.CORE, Category.TRANSFORMATION })
public class InterceptorEndpoint extends DefaultEndpoint {

    @UriPath(description = "Which interceptor; Flume's aliases, in any letter case.",
             enums = "timestamp,host,static,remove_header,regex_filter,regex_extractor,search_replace,uuid,"
                     + "access_log,key_value,json,grok,custom")
    @Metadata(required = true)
    private String type;
    @UriParam(description = "Header that takes the time (timestamp, access_log, key_value, json, grok: default timestamp) or"
                            + " the identifier (uuid: default id).")
    private String headerName;
    @UriParam(description = "Text before the identifier (uuid).")
    private String prefix = "";
    @UriParam(description = "Whether a header that is there already keeps its value (timestamp, host, access_log, grok:"
                            + " default false; static, uuid, key_value, json: default true).")
    private Boolean preserveExisting;
    @UriParam(defaultValue = "true",
              description = "Whether the header takes the address of this machine; if false, its canonical name"
                            + " (host).")
    private boolean useIP = true;
    @UriParam(defaultValue = "host", description = "Header that takes the address or name of this machine (host).")
    private String hostHeader = "host";
    @UriParam(defaultValue = "key", description = "Header to set (static).")
    private String key = "key";
    @UriParam(defaultValue = "value", description = "Value to set (static).")
    private String value = "value";
    @UriParam(description = "Name of a header to remove (remove_header).")
    private String withName;
    @UriParam(description = "Names of headers to remove, separated by fromListSeparator (remove_header).")
    private String fromList;
    @UriParam(defaultValue = "\\s*,\\s*",
              description = "Regular expression that separates the names of fromList (remove_header).")
    private String fromListSeparator = "\\s*,\\s*";
    @UriParam(description = "Regular expression for whole names of headers to remove (remove_header).")
    private String matching;
    @UriParam(description = "Regular expression that is searched for in the body (regex_filter: default .*, which"
                            + " every body has; regex_extractor: required).")
    private String regex;
    @UriParam(defaultValue = "false",
              description = "Whether events with a match are dropped; if false, those without one (regex_filter).")
    private boolean excludeEvents;
    @UriParam(description = "Names of the serializers of the capture groups, in the order of the groups, separated by"
                            + " blanks or commas (regex_extractor).")
    private String serializers;
    @UriParam(prefix = "serializers.", multiValue = true,
              description = "Settings of a serializer: serializers.s.name, the header it sets; serializers.s.type,"
                            + " DEFAULT for the text as it is or MILLIS for a date as milliseconds since the epoch;"
                            + " serializers.s.pattern, the java.time pattern of the date (regex_extractor).")
    private Map<String, String> serializerOptions = Map.of();
    @UriParam(description = "Regular expression whose matches are replaced (search_replace).")
    private String searchPattern;
    @UriParam(description = "What replaces a match, with $1 for the text of a capture group; empty if absent"
                            + " (search_replace).")
    private String replaceString = "";
    @UriParam(defaultValue = "UTF-8",
              description = "Character set the body is read in, and written in if search_replace changes it (regex_filter,"
                            + " regex_extractor, search_replace, access_log, key_value, grok).")
    private String charset = "UTF-8";
    @UriParam
    private ParserOptions parserOptions = new ParserOptions();
    @UriParam(description = "Your own interceptor: #bean, or #class with the name of a class that has a constructor"
                            + " without arguments (custom).")
    private Interceptor interceptor;

    private Interceptor running;

    public InterceptorEndpoint(String uri, Component component, String type) {
        super(uri, component);
        this.type = type;
    }

    @Override
    public Producer createProducer() {
        return new InterceptorProducer(this, running);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException(getEndpointUri() + " is a step on events: it can only be used in to");
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        running = InterceptorType.of(type).create(this);
        CamelContextAware.trySetCamelContext(running, getCamelContext());
        ServiceHelper.initService(running);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        ServiceHelper.startService(running);
    }

    @Override
    protected void doStop() throws Exception {
        ServiceHelper.stopService(running);
        super.doStop();
    }

    public String getType() {
        return type;
    }

    public void setType(String type) {
        this.type = type;
    }

    public String getHeaderName() {
        return headerName;
    }

    public void setHeaderName(String headerName) {
        this.headerName = headerName;
    }

    public String getPrefix() {
        return prefix;
    }

    public void setPrefix(String prefix) {
        this.prefix = prefix;
    }

    public Boolean getPreserveExisting() {
        return preserveExisting;
    }

    public void setPreserveExisting(Boolean preserveExisting) {
        this.preserveExisting = preserveExisting;
    }

    public boolean isUseIP() {
        return useIP;
    }

    public void setUseIP(boolean useIP) {
        this.useIP = useIP;
    }

    public String getHostHeader() {
        return hostHeader;
    }

    public void setHostHeader(String hostHeader) {
        this.hostHeader = hostHeader;
    }

    public String getKey() {
        return key;
    }

    public void setKey(String key) {
        this.key = key;
    }

    public String getValue() {
        return value;
    }

    public void setValue(String value) {
        this.value = value;
    }

    public String getWithName() {
        return withName;
    }

    public void setWithName(String withName) {
        this.withName = withName;
    }

    public String getFromList() {
        return fromList;
    }

    public void setFromList(String fromList) {
        this.fromList = fromList;
    }

    public String getFromListSeparator() {
        return fromListSeparator;
    }

    public void setFromListSeparator(String fromListSeparator) {
        this.fromListSeparator = fromListSeparator;
    }

    public String getMatching() {
        return matching;
    }

    public void setMatching(String matching) {
        this.matching = matching;
    }

    public String getRegex() {
        return regex;
    }

    public void setRegex(String regex) {
        this.regex = regex;
    }

    public boolean isExcludeEvents() {
        return excludeEvents;
    }

    public void setExcludeEvents(boolean excludeEvents) {
        this.excludeEvents = excludeEvents;
    }

    public String getSerializers() {
        return serializers;
    }

    public void setSerializers(String serializers) {
        this.serializers = serializers;
    }

    public Map<String, String> getSerializerOptions() {
        return serializerOptions;
    }

    public void setSerializerOptions(Map<String, String> serializerOptions) {
        this.serializerOptions = serializerOptions;
    }

    public String getSearchPattern() {
        return searchPattern;
    }

    public void setSearchPattern(String searchPattern) {
        this.searchPattern = searchPattern;
    }

    public String getReplaceString() {
        return replaceString;
    }

    public void setReplaceString(String replaceString) {
        this.replaceString = replaceString;
    }

    public String getCharset() {
        return charset;
    }

    public void setCharset(String charset) {
        this.charset = charset;
    }

    /**
     * The character set that {@link #getCharset()} names.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Charset characterSet() {
        try {
            return Charset.forName(charset);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("charset must be a character set such as UTF-8 or ISO-8859-1, not "
                                               + charset, e);
        }
    }

    public Interceptor getInterceptor() {
        return interceptor;
    }

    public void setInterceptor(Interceptor interceptor) {
        this.interceptor = interceptor;
    }

    public ParserOptions getParserOptions() {
        return parserOptions;
    }

    public void setParserOptions(ParserOptions parserOptions) {
        this.parserOptions = parserOptions;
    }
}
