/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import org.flumecamel.channel.deadletter.DeadLetterFile;
import org.flumecamel.channel.deadletter.DeadLetterFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Lists dead letters. */
@Command(name = "list", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false,
         usageHelpAutoWidth = true, exitCodeOnExecutionException = ExitCode.FAILED,
         description = "Lists dead letters: their files, how many events they hold since when, and the most frequent reasons.",
         footerHeading = "%nExamples:%n",
         footer = { "  flume-camel deadletter list", "  flume-camel deadletter list deadletter --format json" })
final class DeadLetterListCommand implements Callable<Integer> {

    @Mixin
    private LetterFiles files;

    @Option(names = "--format", paramLabel = "<format>", defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    private LetterFormat format;

    @ParentCommand
    private DeadLetterCommand parent;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws Exception {
        return parent.attempt(command.commandLine(), this::list);
    }

    private int list() throws IOException {
        DeadLetterFolder folder = files.folder(parent.options());
        PrintWriter out = command.commandLine().getOut();
        Map<String, LetterSummary> summaries = new LinkedHashMap<>();
        for (DeadLetterFile file : files.in(folder)) {
            summaries.computeIfAbsent(file.name(), name -> new LetterSummary(name, folder.path())).add(file);
        }
        if (format == LetterFormat.json) {
            for (LetterSummary summary : summaries.values()) {
                out.println(LetterJson.of(summary));
            }
            return ExitCode.OK;
        }
        summaries.values().forEach(summary -> summary.print(out));
        if (summaries.isEmpty()) {
            out.println("No dead letters in " + folder.path());
        }
        if (Files.isDirectory(folder.path()) && !folder.replayed().isEmpty()) {
            out.println("Files that were replayed and are kept there, with the ending "
                        + DeadLetterFolder.REPLAYED + ": " + folder.replayed().size());
        }
        return ExitCode.OK;
    }
}
