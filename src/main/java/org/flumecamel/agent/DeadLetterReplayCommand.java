/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import org.flumecamel.channel.deadletter.DeadLetterFile;
import org.flumecamel.channel.deadletter.DeadLetterFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Sends dead letters again. */
@Command(name = "replay", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false,
         usageHelpAutoWidth = true, exitCodeOnExecutionException = ExitCode.FAILED,
         description = { "Sends events that could not be delivered to an endpoint, with the bytes and headers they had.", "",
                         "What was sent is marked, so a second replay does not repeat it; after a crash one batch at most is"
                         + " sent twice. A file of which all was sent is renamed. The agent's application.properties and the"
                         + " beans of its route files apply; its routes do not run here." },
         footerHeading = "%nExamples:%n",
         footer = { "  flume-camel deadletter replay --to flume-channel:jms:queue:logs --dry-run",
                    "  flume-camel deadletter replay --to flume-channel:jms:queue:logs",
                    "  flume-camel deadletter replay --to 'flume-fileroll:again?directory=/srv/again' --reason parse" })
final class DeadLetterReplayCommand implements Callable<Integer> {

    /** Between lines of progress, in milliseconds. */
    private static final long PROGRESS = 2000;

    @Mixin
    private LetterFiles files;

    @Mixin
    private LetterFilter filter;

    @Option(names = "--to", paramLabel = "<uri>", required = true,
            description = "Endpoint that gets the events: a durable channel, a sink, or any other of Camel's.")
    private String to;

    @Option(names = "--limit", paramLabel = "<n>", defaultValue = "0", description = "Sends this many at most; 0 for all.")
    private long limit;

    @Option(names = "--batch-size", paramLabel = "<n>", defaultValue = "1000",
            description = "Events per batch; default: ${DEFAULT-VALUE}.")
    private int batchSize;

    @Option(names = "--after", paramLabel = "<what>", defaultValue = "archive",
            description = "What becomes of a file of which all was sent: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE},"
                          + " which renames it.")
    private LetterReplay.After after;

    @Option(names = "--dry-run", description = "Says what would be sent, and does nothing.")
    private boolean dryRun;

    @ParentCommand
    private DeadLetterCommand parent;

    @Spec
    private CommandSpec command;

    private long lastProgress = System.nanoTime();

    @Override
    public Integer call() throws Exception {
        if (limit < 0 || batchSize < 1) {
            throw new ParameterException(command.commandLine(), "--limit must not be below 0, and --batch-size not below 1");
        }
        return parent.attempt(command.commandLine(), this::replay);
    }

    private int replay() throws IOException {
        if (to.startsWith("seda:") || to.startsWith("flume-channel:seda:")) {
            throw new ConfigurationException("--to " + to + " is a channel in memory, which ends with this command: name a"
                                             + " durable channel or a sink");
        }
        AgentHome home = AgentHome.locate();
        Path config = home.config(parent.options().config());
        DeadLetterFolder folder = files.folder(parent.options());
        List<DeadLetterFile> wanted = files.in(folder);
        long matching = LetterReplay.count(filter, wanted);
        long total = limit == 0 ? matching : Math.min(limit, matching);
        PrintWriter out = command.commandLine().getOut();
        if (dryRun && total > 0) {
            out.println(Summary.events(total) + " of " + folder.path() + " would be sent to " + to);
            return ExitCode.OK;
        }
        if (total == 0) {
            out.println("There is nothing to send in " + folder.path());
            return dryRun ? ExitCode.OK : putAway(wanted, out);
        }
        StopSignal signal = new StopSignal();
        int code = ExitCode.FAILED;
        try {
            code = send(home, config, wanted, total, signal);
        } finally {
            signal.finished(code);
        }
        return code;
    }

    /** A crash, or a replay that kept them, may have left files of which all was sent. */
    private int putAway(List<DeadLetterFile> wanted, PrintWriter out) throws IOException {
        LetterReplay replay = new LetterReplay(filter, batch -> {
            throw new IllegalStateException("There is nothing to send");
        }, batchSize, 0, after, () -> false, sent -> {
        });
        for (DeadLetterFile file : wanted) {
            replay.send(file);
        }
        replay.remarks().forEach(remark -> out.println("  " + remark));
        return ExitCode.OK;
    }

    private int send(AgentHome home, Path config, List<DeadLetterFile> wanted, long total, StopSignal signal)
            throws IOException {
        LogFiles.configure(home, config);
        ClassLoader classLoader = home.extensions(getClass().getClassLoader());
        Thread.currentThread().setContextClassLoader(classLoader);
        ReplayRoute route = new ReplayRoute(to);
        CamelRuntime runtime = new CamelRuntime(config, RouteFiles.ifThere(), classLoader, route);
        try {
            runtime.start();
        } catch (Exception | LinkageError e) {
            StartFailure explained = StartFailure.of(e, runtime.getCamelContext(), null);
            command.commandLine().getErr().println("flume-camel: " + explained.message());
            runtime.stop();
            return explained.exitCode();
        }
        LetterReplay replay = new LetterReplay(filter, route, batchSize, limit, after, () -> isRequested(signal),
                sent -> progress(sent, total));
        try {
            for (DeadLetterFile file : wanted) {
                if (!replay.send(file)) {
                    break;
                }
            }
        } finally {
            runtime.stop();
            report(replay, total);
        }
        return replay.sent() < total ? ExitCode.FAILED : ExitCode.OK;
    }

    private static boolean isRequested(StopSignal signal) {
        try {
            return signal.await(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void progress(long sent, long total) {
        long now = System.nanoTime();
        if (sent < total && now - lastProgress > TimeUnit.MILLISECONDS.toNanos(PROGRESS)) {
            lastProgress = now;
            command.commandLine().getErr().printf(Locale.ROOT, "%,d of %,d events sent%n", sent, total);
            command.commandLine().getErr().flush();
        }
    }

    private void report(LetterReplay replay, long total) {
        PrintWriter out = command.commandLine().getOut();
        out.println(Summary.events(replay.sent()) + " sent to " + to);
        replay.remarks().forEach(remark -> out.println("  " + remark));
        out.flush();
        PrintWriter err = command.commandLine().getErr();
        if (replay.refused() > 0) {
            err.println("flume-camel: " + Summary.events(replay.refused()) + " refused by " + to + " for good; still here");
        }
        if (replay.failure() != null) {
            err.println("flume-camel: " + to + " fails; " + Summary.events(total - replay.sent()) + " not sent, still here: "
                        + LetterText.line(StartFailure.plain(replay.failure())));
        } else if (replay.sent() + replay.refused() < total) {
            err.println("flume-camel: stopped; " + Summary.events(total - replay.sent()) + " not sent, still here");
        }
        err.flush();
    }
}
