/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;

/** The command line without a subcommand: runs the routes that the configuration names. */
@Command(name = "flume-camel", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false,
         usageHelpAutoWidth = true, exitCodeOnExecutionException = ExitCode.FAILED,
         subcommands = {RunCommand.class, DeadLetterCommand.class, HelpCommand.class},
         description = {
             "Collects logs and events and delivers them safely, with Apache Camel routes.", "",
             "Without a subcommand it runs the routes that config/application.properties names."
         },
         exitCodeListHeading = "%nExit codes:%n",
         exitCodeList = {
             "0:stopped cleanly, every event is delivered or its source reads it again",
             "1:stopped with events left in memory channels that cannot be read again",
             "2:wrong usage or configuration, nothing was started",
             "3:something the routes need failed at the start"
         })
final class AgentCommand implements Callable<Integer> {

    @Mixin
    private RunOptions options;

    RunOptions options() {
        return options;
    }

    @Override
    public Integer call() {
        return new AgentRun(options).execute();
    }
}
