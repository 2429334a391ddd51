/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** {@code docs/remote-brokers.md}, whose examples the tests run. */
final class RemoteBrokersPage {

    private static final Path PAGE = Path.of(System.getProperty("flumecamel.root"), "docs", "remote-brokers.md");

    private RemoteBrokersPage() {
    }

    /** A fenced block of the page, counted from 0 among those of its language. */
    static String block(String language, int number) throws IOException {
        List<String> blocks = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE))
                .results().map(found -> found.group(1)).toList();
        if (blocks.size() <= number) {
            throw new IllegalStateException(PAGE + " has only " + blocks.size() + " blocks of " + language);
        }
        return blocks.get(number);
    }
}
