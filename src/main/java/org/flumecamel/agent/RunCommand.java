/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs the routes of the given files. */
@Command(name = "run", versionProvider = Version.class, sortOptions = false, usageHelpAutoWidth = true,
         description = "Runs the routes of the given files; without files, those that config/application.properties names.")
final class RunCommand implements Callable<Integer> {

    @Parameters(paramLabel = "<file>", arity = "0..*", description = "YAML route files, relative to the current directory.")
    private List<Path> files = List.of();

    @Mixin
    private RunOptions options;

    @Override
    public Integer call() {
        options.setFiles(files);
        return new AgentRun(options).execute();
    }
}
