/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.flumecamel.core.counter.Counters;

/** One run of the agent, from its options to its exit code. */
final class AgentRun {

    private final RunOptions options;
    private final PrintStream out;
    private final PrintStream err;
    private final long began = System.nanoTime();

    AgentRun(RunOptions options) {
        this(options, System.out, System.err);
    }

    AgentRun(RunOptions options, PrintStream out, PrintStream err) {
        this.options = options;
        this.out = out;
        this.err = err;
    }

    int execute() {
        options.check();
        options.properties().forEach(System::setProperty);
        AgentHome home = AgentHome.locate();
        StopSignal signal = new StopSignal();
        int code = ExitCode.FAILED;
        try {
            code = run(home, signal);
        } catch (ConfigurationException e) {
            code = failed(e, null, null);
        } finally {
            signal.finished(code);
        }
        return code;
    }

    private int run(AgentHome home, StopSignal signal) {
        Path config = home.config(options.config());
        LogFiles log = LogFiles.configure(home, config);
        ClassLoader classLoader = home.extensions(AgentRun.class.getClassLoader());
        Thread.currentThread().setContextClassLoader(classLoader);
        CamelRuntime runtime = new CamelRuntime(config, new RouteFiles(options.files()), classLoader);
        if (options.name() != null) {
            runtime.addOverrideProperty("camel.main.name", options.name());
        }
        try {
            runtime.start();
        } catch (Exception | LinkageError e) {
            int code = failed(e, runtime.getCamelContext(), runtime.starting());
            runtime.stop();
            return code;
        }
        runtime.getShutdownStrategy().addShutdownListener(signal::request);
        out.printf(Locale.ROOT, "flume-camel %s runs %s, started in %.1f s; its log is %s%n", new Version().agent(),
                Summary.routes(runtime), (System.nanoTime() - began) / 1e9, log.file());
        return serve(runtime, signal);
    }

    private int serve(CamelRuntime runtime, StopSignal signal) {
        CamelContext context = runtime.getCamelContext();
        Counters counters = Counters.of(context);
        boolean interactive = Terminal.isInteractive();
        StatusLine status = new StatusLine(out, interactive, () -> Tally.of(counters));
        try {
            new Watch(options, interactive, status, new IdleWatch(counters), new Summary(context)).until(signal);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Summary summary = new Summary(context);
        status.println("Stopping: sources first, then the channels drain.");
        runtime.stop();
        summary.delivered().forEach(status::println);
        summary.left().forEach(status::println);
        status.println(String.format(Locale.ROOT, "Stopped after %d s.",
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began)));
        return summary.lost() > 0 ? ExitCode.LOST : ExitCode.OK;
    }

    private int failed(Throwable failure, CamelContext context, Route starting) {
        StartFailure explained = StartFailure.of(failure, context, starting);
        err.println("flume-camel: " + explained.message());
        if (options.stackTrace()) {
            failure.printStackTrace(err);
        }
        return explained.exitCode();
    }
}
