/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import java.util.ArrayList;
import java.util.List;

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

/**
 * Raise an alert when a channel fills up, when its events wait for too long or when it cannot be used, and clear it when
 * that is over. The flow through the channel never waits for it.
 */
@UriEndpoint(firstVersion = "0.1.0", scheme = "flume-backlog", title = "Flume Backlog", syntax = "flume-backlog:channel",
             consumerOnly = true, category = { Category.MONITORING }, headersClass = BacklogConstants.class)
public class BacklogEndpoint extends DefaultEndpoint {

    @UriPath(description = "The channel, as flume-channel endpoints name it: seda:name or jms:queue:name; * for all of them.")
    @Metadata(required = true)
    private String channel;
    @UriParam(defaultValue = "80%",
              description = "The alert is raised at this level: a share of the channel's limit (80%), a number of"
                            + " events (50000) or a size (500MB, 2GB).")
    private String highWatermark = "80%";
    @UriParam(description = "The alert is cleared at this level, in the unit of highWatermark. Unless it is set, three"
                            + " quarters of highWatermark.")
    private String lowWatermark;
    @UriParam(javaType = "java.time.Duration",
              description = "An alert is raised when the oldest event has been in the channel for this long. 0 is never.",
              defaultValue = "0")
    private long maxAge;
    @UriParam(javaType = "java.time.Duration",
              description = "That alert is cleared when the oldest event has been in the channel for no longer than this."
                            + " Unless it is set, half of maxAge.")
    private Long clearAge;
    @UriParam(javaType = "java.time.Duration", defaultValue = "0",
              description = "How long a level must be exceeded before the alert is raised.")
    private long minDuration;
    @UriParam(javaType = "java.time.Duration", defaultValue = "0",
              description = "How often a status is emitted, alert or not. 0 is never.")
    private long period;
    @UriParam(label = "advanced", javaType = "java.time.Duration", defaultValue = "1000",
              description = "How often to look; the figures are taken once a second.")
    private long interval = 1000;

    public BacklogEndpoint(String uri, Component component, String channel) {
        super(uri, component);
        this.channel = channel;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        if (maxAge < 0 || clearAge != null && clearAge < 0 || minDuration < 0 || period < 0) {
            throw new IllegalArgumentException("maxAge, clearAge, minDuration and period must not be negative");
        }
        if (interval < 1) {
            throw new IllegalArgumentException("interval must be above 0 ms");
        }
        if (clearAge != null && maxAge == 0) {
            throw new IllegalArgumentException("clearAge needs maxAge");
        }
        conditions();
    }

    /** What is worth an alert. */
    List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        Watermark high = high();
        conditions.add(new WatermarkCondition(high,
                lowWatermark == null ? high.part(0.75) : Watermark.parse("lowWatermark", lowWatermark)));
        if (maxAge > 0) {
            conditions.add(new AgeCondition(maxAge, clearAge == null ? maxAge / 2 : clearAge));
        }
        conditions.add(new ProblemCondition());
        return conditions;
    }

    Watermark high() {
        return Watermark.parse("highWatermark", highWatermark);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        BacklogConsumer consumer = new BacklogConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("flume-backlog can only be used in from");
    }

    public String getChannel() {
        return channel;
    }

    public void setChannel(String channel) {
        this.channel = channel;
    }

    public String getHighWatermark() {
        return highWatermark;
    }

    public void setHighWatermark(String highWatermark) {
        this.highWatermark = highWatermark;
    }

    public String getLowWatermark() {
        return lowWatermark;
    }

    public void setLowWatermark(String lowWatermark) {
        this.lowWatermark = lowWatermark;
    }

    public long getMaxAge() {
        return maxAge;
    }

    public void setMaxAge(long maxAge) {
        this.maxAge = maxAge;
    }

    public Long getClearAge() {
        return clearAge;
    }

    public void setClearAge(Long clearAge) {
        this.clearAge = clearAge;
    }

    public long getMinDuration() {
        return minDuration;
    }

    public void setMinDuration(long minDuration) {
        this.minDuration = minDuration;
    }

    public long getPeriod() {
        return period;
    }

    public void setPeriod(long period) {
        this.period = period;
    }

    public long getInterval() {
        return interval;
    }

    public void setInterval(long interval) {
        this.interval = interval;
    }
}
