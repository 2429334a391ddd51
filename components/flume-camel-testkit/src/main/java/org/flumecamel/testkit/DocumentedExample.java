/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The routes that the page of a component shows, so that a test can run them. */
public final class DocumentedExample {

    private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    private DocumentedExample() {
    }

    /**
     * The first block of YAML in {@code docs/components/<scheme>.md}.
     *
     * @throws AssertionError if there is none
     */
    public static String of(String scheme) throws IOException {
        Path page = Path.of(System.getProperty("flumecamel.root"), "docs", "components", scheme + ".md");
        Matcher block = BLOCK.matcher(Files.readString(page));
        if (!block.find()) {
            throw new AssertionError(page + " has no example in YAML");
        }
        return block.group(1);
    }
}
