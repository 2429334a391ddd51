/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.exec;

import java.io.File;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.apache.camel.Category;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.flumecamel.core.SourceEndpoint;
import org.flumecamel.file.journal.LineEnd;

/**
 * Run a command and make an event of each line it prints. What is on its way when the agent dies is lost. Options as in
 * Flume's exec source (SRC-EXEC).
 */
@UriEndpoint(firstVersion = "0.1.0", scheme = "flume-exec", title = "Flume Exec Source", syntax = "flume-exec:name",
             consumerOnly = true, category = { Category.CORE })
public class ExecEndpoint extends SourceEndpoint {

    @UriParam(description = "The command. Without shell it is split at blanks, and nothing in it has a special meaning.")
    @Metadata(required = true)
    private String command;
    @UriParam(description = "A shell that gets the command as its last argument, such as /bin/sh -c; for pipes, quotes and"
                            + " wildcards.")
    private String shell;
    @UriParam(defaultValue = "false", description = "Whether the command is run again when it has ended.")
    private boolean restart;
    @UriParam(defaultValue = "10000", javaType = "java.time.Duration",
              description = "How long after its end the command is run again, in milliseconds.")
    private long restartThrottle = 10_000;
    @UriParam(defaultValue = "false",
              description = "Whether what the command prints on its standard error output is logged. If not, it is dropped.")
    private boolean logStdErr;
    @UriParam(defaultValue = "3000", javaType = "java.time.Duration",
              description = "How long a batch waits for more events, in milliseconds.")
    private long batchTimeout = 3000;
    @UriParam(defaultValue = "UTF-8",
              description = "Character set of what the command prints. It tells where lines end; bytes stay as they are.")
    private String charset = "UTF-8";
    @UriParam(defaultValue = "16777216",
              description = "How many bytes an event has at most. A longer line becomes several events with the header"
                            + " flume.split.")
    private int maxEventBytes = 16 << 20;

    public ExecEndpoint(String uri, Component component, String name) {
        super(uri, component, name);
    }

    @Override
    public boolean isRereadable() {
        return false;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        ExecConsumer consumer = new ExecConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        requirePositive("restartThrottle", restartThrottle);
        requirePositive("batchTimeout", batchTimeout);
        requirePositive("maxEventBytes", maxEventBytes);
        if (command == null || command.isBlank()) {
            throw new IllegalArgumentException("command must not be blank");
        }
        lineEnd();
        requireProgram(words().get(0));
    }

    private static void requireProgram(String program) {
        boolean found = program.contains(File.separator) ? Files.isExecutable(Path.of(program))
                : Pattern.compile(File.pathSeparator).splitAsStream(System.getenv().getOrDefault("PATH", ""))
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
        if (!found) {
            throw new IllegalArgumentException("there is no program " + program + " that this user may run");
        }
    }

    /** The program and its arguments. */
    List<String> words() {
        if (shell == null || shell.isBlank()) {
            return List.of(command.trim().split("\\s+"));
        }
        List<String> words = new ArrayList<>(List.of(shell.trim().split("\\s+")));
        words.add(command);
        return words;
    }

    /** @throws IllegalArgumentException naming the option, if there is no such character set */
    LineEnd lineEnd() {
        try {
            return LineEnd.of(Charset.forName(charset));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("charset must be a character set such as UTF-8 or ISO-8859-1, not " + charset
                                               + ": " + e.getMessage(), e);
        }
    }

    public String getCommand() {
        return command;
    }

    public void setCommand(String command) {
        this.command = command;
    }

    public String getShell() {
        return shell;
    }

    public void setShell(String shell) {
        this.shell = shell;
    }

    public boolean isRestart() {
        return restart;
    }

    public void setRestart(boolean restart) {
        this.restart = restart;
    }

    public long getRestartThrottle() {
        return restartThrottle;
    }

    public void setRestartThrottle(long restartThrottle) {
        this.restartThrottle = restartThrottle;
    }

    public boolean isLogStdErr() {
        return logStdErr;
    }

    public void setLogStdErr(boolean logStdErr) {
        this.logStdErr = logStdErr;
    }

    public long getBatchTimeout() {
        return batchTimeout;
    }

    public void setBatchTimeout(long batchTimeout) {
        this.batchTimeout = batchTimeout;
    }

    public String getCharset() {
        return charset;
    }

    public void setCharset(String charset) {
        this.charset = charset;
    }

    public int getMaxEventBytes() {
        return maxEventBytes;
    }

    public void setMaxEventBytes(int maxEventBytes) {
        this.maxEventBytes = maxEventBytes;
    }
}
