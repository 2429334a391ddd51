/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.Callable;

import org.flumecamel.channel.deadletter.DeadLetter;
import org.flumecamel.channel.deadletter.DeadLetterFile;
import org.flumecamel.channel.deadletter.LetterId;
import org.flumecamel.channel.deadletter.ReplayMarks;
import org.flumecamel.channel.deadletter.Scan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Shows dead letters. */
@Command(name = "show", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false,
         usageHelpAutoWidth = true, exitCodeOnExecutionException = ExitCode.FAILED,
         description = "Shows events that could not be delivered, with their headers, reason and origin. Control characters"
                       + " are printed as \\x1b and the like.",
         footerHeading = "%nExamples:%n",
         footer = { "  flume-camel deadletter show", "  flume-camel deadletter show --since 2h --reason parse --limit 5",
                    "  flume-camel deadletter show --limit 0 --format json | jq -r .reason | sort | uniq -c" })
final class DeadLetterShowCommand implements Callable<Integer> {

    /** How a body is printed. */
    enum Body {
        /** As text if it is one that people can read, else as hex. */
        auto,
        /** As text; what is no UTF-8 is replaced. */
        text,
        /** As hexadecimal digits. */
        hex,
        /** As base64. */
        base64
    }

    @Mixin
    private LetterFiles files;

    @Mixin
    private LetterFilter filter;

    @Option(names = "--limit", paramLabel = "<n>", defaultValue = "20",
            description = "Shows this many at most; 0 for all; default: ${DEFAULT-VALUE}.")
    private long limit;

    @Option(names = "--body", paramLabel = "<how>", defaultValue = "auto",
            description = "How text output prints bodies: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    private Body body;

    @Option(names = "--max-body", paramLabel = "<bytes>", defaultValue = "1024",
            description = "How many bytes of a body text output prints; 0 for all; default: ${DEFAULT-VALUE}.")
    private int maxBody;

    @Option(names = "--format", paramLabel = "<format>", defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}, json with whole bodies; default: ${DEFAULT-VALUE}.")
    private LetterFormat format;

    @ParentCommand
    private DeadLetterCommand parent;

    @Spec
    private CommandSpec command;

    private long shown;
    private long more;

    @Override
    public Integer call() throws Exception {
        if (limit < 0 || maxBody < 0) {
            throw new ParameterException(command.commandLine(), "--limit and --max-body must not be below 0");
        }
        return parent.attempt(command.commandLine(), this::show);
    }

    private int show() throws IOException {
        PrintWriter out = command.commandLine().getOut();
        for (DeadLetterFile file : files.in(files.folder(parent.options()))) {
            ReplayMarks marks = ReplayMarks.of(file);
            Scan scan = file.read((id, letter) -> letter(out, file, id, letter, marks));
            scan.damage().forEach(damage -> command.commandLine().getErr()
                    .println("flume-camel: " + file.path().getFileName() + ": " + LetterText.line(damage.toString())));
        }
        if (format == LetterFormat.text) {
            out.println(shown == 0 ? "No event matches."
                    : Summary.events(shown) + " shown" + (more == 0 ? "" : ", there are more: --limit shows them"));
        }
        out.flush();
        return ExitCode.OK;
    }

    private boolean letter(PrintWriter out, DeadLetterFile file, LetterId id, DeadLetter letter, ReplayMarks marks) {
        if (!filter.accepts(letter)) {
            return true;
        }
        if (limit > 0 && shown == limit) {
            more++;
            return false;
        }
        shown++;
        if (format == LetterFormat.json) {
            out.println(LetterJson.of(file, id, letter, marks.has(id)));
        } else {
            print(out, file, id, letter, marks.has(id));
        }
        return !out.checkError();
    }

    private void print(PrintWriter out, DeadLetterFile file, LetterId id, DeadLetter letter, boolean replayed) {
        out.println(file.path().getFileName() + " " + id + "  " + Instant.ofEpochMilli(letter.time())
                    + (replayed ? "  replayed" : ""));
        out.println("  reason  " + LetterText.line(letter.reason()));
        out.println("  origin  " + LetterText.line(letter.origin()));
        letter.event().headers().forEach(
                (name, value) -> out.println("  header  " + LetterText.line(name) + " = " + LetterText.line(value)));
        byte[] bytes = letter.event().body();
        boolean cut = maxBody > 0 && bytes.length > maxBody;
        out.printf(Locale.ROOT, "  body    %,d bytes%s%n", bytes.length,
                cut ? String.format(Locale.ROOT, ", the first %,d:", maxBody) : "");
        out.print(body(cut ? Arrays.copyOf(bytes, maxBody) : bytes, cut).indent(4));
        out.println();
    }

    private String body(byte[] bytes, boolean cut) {
        // a cut may go through a character
        String whole = LetterText.utf8(bytes);
        for (int less = 1; whole == null && cut && less < 4 && less < bytes.length; less++) {
            whole = LetterText.utf8(Arrays.copyOf(bytes, bytes.length - less));
        }
        return switch (body) {
            case text -> LetterText.lines(whole != null ? whole : new String(bytes, StandardCharsets.UTF_8));
            case hex -> LetterText.hex(bytes);
            case base64 -> Base64.getMimeEncoder(76, new byte[] { '\n' }).encodeToString(bytes);
            case auto -> whole != null && LetterText.isReadable(whole) ? LetterText.lines(whole) : LetterText.hex(bytes);
        };
    }
}
