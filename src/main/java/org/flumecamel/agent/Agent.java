/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.io.PrintWriter;

import org.apache.logging.log4j.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Where the process begins. */
public final class Agent {

    private Agent() {
    }

    /** Runs the command line and ends the process with one of the documented exit codes. */
    public static void main(String[] args) {
        int code = execute(args);
        LogManager.shutdown();
        System.exit(code);
    }

    private static int execute(String... args) {
        return commandLine().execute(args);
    }

    /** The command line with all its subcommands. */
    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new AgentCommand());
        DeadLetterCommand.withoutRunOptions(commandLine.getSubcommands().get(DeadLetterCommand.NAME));
        commandLine.setParameterExceptionHandler((e, arguments) -> explain(e));
        return commandLine;
    }

    private static int explain(ParameterException e) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println("flume-camel: " + e.getMessage());
        UnmatchedArgumentException.printSuggestions(e, err);
        err.println("Try flume-camel --help");
        return ExitCode.CONFIGURATION;
    }
}
