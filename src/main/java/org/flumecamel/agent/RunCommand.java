/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Runs the routes of the given files. */
@Command(name = "run", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false,
         usageHelpAutoWidth = true, exitCodeOnExecutionException = ExitCode.FAILED,
         description = "Runs the routes of the given files; without files, those that config/application.properties names.")
final class RunCommand implements Callable<Integer> {

    @Parameters(paramLabel = "<file>", arity = "0..*", description = "YAML route files, relative to the current directory.")
    private List<Path> files = List.of();

    @ParentCommand
    private AgentCommand agent;

    @Override
    public Integer call() {
        agent.options().setFiles(files);
        return new AgentRun(agent.options()).execute();
    }
}
