/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

import java.io.File;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import org.apache.camel.Category;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.flumecamel.core.SourceEndpoint;

/**
 * Read files that are placed in a directory, complete, and mark or delete each when all of it is delivered. Options as in
 * Flume's spooling directory source (SRC-SPOOLDIR).
 */
@UriEndpoint(firstVersion = "0.1.0", scheme = "flume-spooldir", title = "Flume Spooling Directory Source",
             syntax = "flume-spooldir:name", consumerOnly = true, category = { Category.FILE })
@Metadata(excludeProperties = "maxBackoffSleep")
public class SpooldirEndpoint extends SourceEndpoint {

    @UriParam(description = "Directory with the files. It must exist; files are put there complete, by a rename, and are"
                          + " not changed afterwards.")
    @Metadata(required = true)
    private String spoolDir;
    @UriParam(defaultValue = ".COMPLETED",
              description = "Suffix of the names of completed files.")
    private String fileSuffix = ".COMPLETED";
    @UriParam(defaultValue = "NEVER",
              description = "Whether completed files are deleted: NEVER or IMMEDIATE.")
    private DeletePolicy deletePolicy = DeletePolicy.NEVER;
    @UriParam(defaultValue = "RENAME",
              description = "How completed files that are not deleted are marked: RENAME, with the suffix; TRACKER_DIR, by"
                          + " a file of their name and the suffix in trackerDir, so that spoolDir is left as it is.")
    private TrackingPolicy trackingPolicy = TrackingPolicy.RENAME;
    @UriParam(defaultValue = ".flumespool",
              description = "Directory that keeps how far files are read; a relative one is below spoolDir. It is made if"
                          + " it is missing. Each source needs one of its own.")
    private String trackerDir = ".flumespool";
    @UriParam(defaultValue = "false",
              description = "Whether events have a header with the absolute path of their file.")
    private boolean fileHeader;
    @UriParam(defaultValue = "file",
              description = "Name of the header with the path.")
    private String fileHeaderKey = "file";
    @UriParam(defaultValue = "false",
              description = "Whether events have a header with the name of their file.")
    private boolean basenameHeader;
    @UriParam(defaultValue = "basename",
              description = "Name of the header with the name.")
    private String basenameHeaderKey = "basename";
    @UriParam(defaultValue = "^.*$",
              description = "Regular expression that whole names of files must match to be read.")
    private String includePattern = "^.*$";
    @UriParam(defaultValue = "^$",
              description = "Regular expression for whole names of files that are not read, and of directories that are not"
                          + " searched. It wins over includePattern.")
    private String ignorePattern = "^$";
    @UriParam(defaultValue = "OLDEST",
              description = "Which file comes first: OLDEST or YOUNGEST by the time of its last change, by name among"
                          + " equals; RANDOM, as the file system lists them.")
    private ConsumeOrder consumeOrder = ConsumeOrder.OLDEST;
    @UriParam(defaultValue = "500", javaType = "java.time.Duration",
              description = "How long the source waits when it has found nothing to read, in milliseconds.")
    private long pollDelay = 500;
    @UriParam(defaultValue = "false",
              description = "Whether directories below spoolDir are searched too. Hidden ones and symbolic links to"
                          + " directories are not.")
    private boolean recursiveDirectorySearch;
    @UriParam(defaultValue = "4000", javaType = "java.time.Duration",
              description = "How long the source waits at most before it offers a refused batch again, and before it tries"
                          + " a file again that the system cannot read, in milliseconds.")
    private long maxBackoff = 4000;
    @UriParam(defaultValue = "UTF-8",
              description = "Character set of the files (LINE).")
    private String inputCharset = "UTF-8";
    @UriParam(defaultValue = "FAIL",
              description = "What becomes of bytes that are no characters (LINE): FAIL, the file is quarantined; REPLACE,"
                          + " the replacement character takes their place; IGNORE, they are dropped.")
    private DecodeErrorPolicy decodeErrorPolicy = DecodeErrorPolicy.FAIL;
    @UriParam(defaultValue = "LINE",
              description = "What makes events of a file: LINE, of each line; AVRO, of each datum of an Avro container"
                          + " file; BLOB, of the whole file; #bean or the name of a class that is an"
                          + " EventDeserializerFactory.")
    private String deserializer = "LINE";
    @UriParam(prefix = "deserializer.", multiValue = true,
              description = "Settings of the deserializer: maxLineLength (LINE, default 2048 characters; longer lines"
                          + " become several events), outputCharset (LINE, default UTF-8), schemaType (AVRO, HASH by"
                          + " default or LITERAL), maxBlockBytes (AVRO, default 67108864), maxBlobLength (BLOB, default"
                          + " 100000000 bytes; longer files become several events).")
    private Map<String, String> deserializerOptions = Map.of();
    @UriParam(label = "advanced",
              description = "Older name of deserializer.maxLineLength.")
    private Integer bufferMaxLineLength;
    @UriParam(defaultValue = "true",
              description = "Whether files of lines whose names end in .gz, .bz2 or .zst are read as what is packed in"
                          + " them.")
    private boolean unpack = true;
    @UriParam(label = "advanced", defaultValue = "200",
              description = "How many times the size of a packed file its content may have, beyond 16 MiB, before it is"
                          + " quarantined.")
    private int maxUnpackRatio = 200;
    @UriParam(defaultValue = "0", javaType = "java.time.Duration",
              description = "How long a file must not have been changed before it is read, in milliseconds.")
    private long minAge;
    @UriParam(defaultValue = ".QUARANTINED",
              description = "Suffix of the names of quarantined files. Beside each is a file with the ending .reason.")
    private String quarantineSuffix = ".QUARANTINED";
    @UriParam(description = "Directory that quarantined files are moved to, in place of the suffix; a relative one is below"
                          + " spoolDir. It is made if it is missing.")
    private String quarantineDir;
    @UriParam(description = "Name of a header that events get with an id that is the same whenever the same event is read"
                          + " again, such as a sink can use to tell duplicates. Without it events get none.")
    private String idHeader;
    @UriParam(label = "advanced",
              description = "A filter of the Camel file component that files must pass as well.")
    private GenericFileFilter<File> filter;
    @UriParam(label = "advanced",
              description = "A sorter of the Camel file component, in place of consumeOrder.")
    private Comparator<GenericFile<File>> sorter;

    private SpooldirConsumer owner;

    public SpooldirEndpoint(String uri, Component component, String name) {
        super(uri, component, name);
        setMaxBackoffSleep(maxBackoff);
    }

    @Override
    public boolean isRereadable() {
        return true;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        SpooldirConsumer consumer = new SpooldirConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        requirePositive("pollDelay", pollDelay);
        requirePositive("maxBackoff", maxBackoff);
        requirePositive("maxUnpackRatio", maxUnpackRatio);
        if (minAge < 0) {
            throw new IllegalArgumentException("minAge must not be below 0, but is " + minAge);
        }
        requireText("spoolDir", spoolDir);
        requireText("fileSuffix", fileSuffix);
        requireText("trackerDir", trackerDir);
        requireText("quarantineSuffix", quarantineSuffix);
        requireText("fileHeaderKey", fileHeaderKey);
        requireText("basenameHeaderKey", basenameHeaderKey);
        if (fileSuffix.equals(quarantineSuffix)) {
            throw new IllegalArgumentException("fileSuffix and quarantineSuffix must differ, and are both " + fileSuffix);
        }
        if (idHeader != null) {
            requireText("idHeader", idHeader);
        }
        names();
        deserializers();
    }

    private static void requireText(String option, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(option + " must not be blank");
        }
    }

    /** @throws IllegalArgumentException naming the option that is wrong */
    EventDeserializerFactory deserializers() {
        Map<String, String> options = new LinkedHashMap<>(deserializerOptions);
        if (bufferMaxLineLength != null) {
            options.putIfAbsent("maxLineLength", bufferMaxLineLength.toString());
        }
        return Deserializers.of(getCamelContext(), this, options);
    }

    /**
     * Tells by its name whether a file is to be read.
     *
     * @throws IllegalArgumentException naming the option, if a pattern is wrong
     */
    Predicate<String> names() {
        Pattern include = pattern("includePattern", includePattern);
        Pattern ignore = pattern("ignorePattern", ignorePattern);
        String reason = quarantineSuffix + Disposal.REASON;
        return name -> !name.endsWith(fileSuffix) && !name.endsWith(quarantineSuffix) && !name.endsWith(reason)
                       && include.matcher(name).matches() && !ignore.matcher(name).matches();
    }

    private static Pattern pattern(String option, String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(option + " is not a regular expression: " + e.getDescription() + " near index "
                                               + e.getIndex() + " of " + regex, e);
        }
    }

    /** The directory with the files. */
    Path spoolPath() {
        return Path.of(spoolDir).toAbsolutePath().normalize();
    }

    /** The directory that keeps how far files are read. */
    Path trackerPath() {
        return spoolPath().resolve(trackerDir).normalize();
    }

    /** The directory of quarantined files, or null if there is none. */
    Path quarantinePath() {
        return quarantineDir == null || quarantineDir.isBlank() ? null : spoolPath().resolve(quarantineDir).normalize();
    }

    /**
     * A route that is started again gets a new consumer, while the old one waits for late acknowledgements: it has to give
     * back the tracker.
     */
    synchronized void handOverTo(SpooldirConsumer consumer) {
        if (owner != null && owner != consumer) {
            owner.release();
        }
        owner = consumer;
    }

    public String getSpoolDir() {
        return spoolDir;
    }

    public void setSpoolDir(String spoolDir) {
        this.spoolDir = spoolDir;
    }

    public String getFileSuffix() {
        return fileSuffix;
    }

    public void setFileSuffix(String fileSuffix) {
        this.fileSuffix = fileSuffix;
    }

    public DeletePolicy getDeletePolicy() {
        return deletePolicy;
    }

    public void setDeletePolicy(DeletePolicy deletePolicy) {
        this.deletePolicy = deletePolicy;
    }

    public TrackingPolicy getTrackingPolicy() {
        return trackingPolicy;
    }

    public void setTrackingPolicy(TrackingPolicy trackingPolicy) {
        this.trackingPolicy = trackingPolicy;
    }

    public String getTrackerDir() {
        return trackerDir;
    }

    public void setTrackerDir(String trackerDir) {
        this.trackerDir = trackerDir;
    }

    public boolean isFileHeader() {
        return fileHeader;
    }

    public void setFileHeader(boolean fileHeader) {
        this.fileHeader = fileHeader;
    }

    public String getFileHeaderKey() {
        return fileHeaderKey;
    }

    public void setFileHeaderKey(String fileHeaderKey) {
        this.fileHeaderKey = fileHeaderKey;
    }

    public boolean isBasenameHeader() {
        return basenameHeader;
    }

    public void setBasenameHeader(boolean basenameHeader) {
        this.basenameHeader = basenameHeader;
    }

    public String getBasenameHeaderKey() {
        return basenameHeaderKey;
    }

    public void setBasenameHeaderKey(String basenameHeaderKey) {
        this.basenameHeaderKey = basenameHeaderKey;
    }

    public String getIncludePattern() {
        return includePattern;
    }

    public void setIncludePattern(String includePattern) {
        this.includePattern = includePattern;
    }

    public String getIgnorePattern() {
        return ignorePattern;
    }

    public void setIgnorePattern(String ignorePattern) {
        this.ignorePattern = ignorePattern;
    }

    public ConsumeOrder getConsumeOrder() {
        return consumeOrder;
    }

    public void setConsumeOrder(ConsumeOrder consumeOrder) {
        this.consumeOrder = consumeOrder;
    }

    public long getPollDelay() {
        return pollDelay;
    }

    public void setPollDelay(long pollDelay) {
        this.pollDelay = pollDelay;
    }

    public boolean isRecursiveDirectorySearch() {
        return recursiveDirectorySearch;
    }

    public void setRecursiveDirectorySearch(boolean recursiveDirectorySearch) {
        this.recursiveDirectorySearch = recursiveDirectorySearch;
    }

    public long getMaxBackoff() {
        return maxBackoff;
    }

    public void setMaxBackoff(long maxBackoff) {
        this.maxBackoff = maxBackoff;
        setMaxBackoffSleep(maxBackoff);
    }

    public String getInputCharset() {
        return inputCharset;
    }

    public void setInputCharset(String inputCharset) {
        this.inputCharset = inputCharset;
    }

    public DecodeErrorPolicy getDecodeErrorPolicy() {
        return decodeErrorPolicy;
    }

    public void setDecodeErrorPolicy(DecodeErrorPolicy decodeErrorPolicy) {
        this.decodeErrorPolicy = decodeErrorPolicy;
    }

    public String getDeserializer() {
        return deserializer;
    }

    public void setDeserializer(String deserializer) {
        this.deserializer = deserializer;
    }

    public Map<String, String> getDeserializerOptions() {
        return deserializerOptions;
    }

    public void setDeserializerOptions(Map<String, String> deserializerOptions) {
        this.deserializerOptions = deserializerOptions;
    }

    public Integer getBufferMaxLineLength() {
        return bufferMaxLineLength;
    }

    public void setBufferMaxLineLength(Integer bufferMaxLineLength) {
        this.bufferMaxLineLength = bufferMaxLineLength;
    }

    public boolean isUnpack() {
        return unpack;
    }

    public void setUnpack(boolean unpack) {
        this.unpack = unpack;
    }

    public int getMaxUnpackRatio() {
        return maxUnpackRatio;
    }

    public void setMaxUnpackRatio(int maxUnpackRatio) {
        this.maxUnpackRatio = maxUnpackRatio;
    }

    public long getMinAge() {
        return minAge;
    }

    public void setMinAge(long minAge) {
        this.minAge = minAge;
    }

    public String getQuarantineSuffix() {
        return quarantineSuffix;
    }

    public void setQuarantineSuffix(String quarantineSuffix) {
        this.quarantineSuffix = quarantineSuffix;
    }

    public String getQuarantineDir() {
        return quarantineDir;
    }

    public void setQuarantineDir(String quarantineDir) {
        this.quarantineDir = quarantineDir;
    }

    public String getIdHeader() {
        return idHeader;
    }

    public void setIdHeader(String idHeader) {
        this.idHeader = idHeader;
    }

    public GenericFileFilter<File> getFilter() {
        return filter;
    }

    public void setFilter(GenericFileFilter<File> filter) {
        this.filter = filter;
    }

    public Comparator<GenericFile<File>> getSorter() {
        return sorter;
    }

    public void setSorter(Comparator<GenericFile<File>> sorter) {
        this.sorter = sorter;
    }
}
