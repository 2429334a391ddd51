/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What is done with dead letters. */
@Command(name = DeadLetterCommand.NAME, mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false,
         usageHelpAutoWidth = true, exitCodeOnExecutionException = ExitCode.FAILED,
         subcommands = { DeadLetterListCommand.class, DeadLetterShowCommand.class, DeadLetterReplayCommand.class },
         description = { "Lists, shows and sends again the events that could not be delivered.", "",
                         "It works on the files, whether an agent runs or not." },
         footerHeading = "%nExamples:%n",
         footer = { "  flume-camel deadletter list",
                    "  flume-camel deadletter show --reason 'index is read-only' --limit 5",
                    "  flume-camel deadletter replay --to flume-channel:jms:queue:logs --dry-run" })
final class DeadLetterCommand implements Callable<Integer> {

    static final String NAME = "deadletter";

    /** Options of a run that mean nothing here. */
    private static final List<String> OF_A_RUN = List.of("--status", "--no-status", "--exit-when-idle");

    @ParentCommand
    private AgentCommand agent;

    @Spec
    private CommandSpec command;

    /** Takes away what the command inherits from the agent's, but does not use. */
    static void withoutRunOptions(CommandLine commandLine) {
        for (String name : OF_A_RUN) {
            OptionSpec option = commandLine.getCommandSpec().findOption(name);
            if (option != null) {
                commandLine.getCommandSpec().remove(option);
            }
        }
        commandLine.getSubcommands().values().forEach(DeadLetterCommand::withoutRunOptions);
    }

    RunOptions options() {
        return agent.options();
    }

    @Override
    public Integer call() {
        throw new ParameterException(command.commandLine(), "deadletter needs to know what to do: list, show or replay");
    }

    /** Does something, and turns what goes wrong into a message and an exit code. */
    int attempt(CommandLine commandLine, Callable<Integer> work) throws Exception {
        try {
            options().properties().forEach(System::setProperty);
            return work.call();
        } catch (ConfigurationException e) {
            return failed(commandLine, e, e.getMessage(), ExitCode.CONFIGURATION);
        } catch (IOException e) {
            return failed(commandLine, e, StartFailure.plain(e), ExitCode.FAILED);
        }
    }

    private int failed(CommandLine commandLine, Exception e, String message, int code) {
        commandLine.getErr().println("flume-camel: " + message);
        if (options().stackTrace()) {
            e.printStackTrace(commandLine.getErr());
        }
        return code;
    }
}
