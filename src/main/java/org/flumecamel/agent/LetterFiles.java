/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.apache.camel.impl.DefaultCamelContext;
import org.flumecamel.channel.deadletter.DeadLetterFile;
import org.flumecamel.channel.deadletter.DeadLetterFolder;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which files of dead letters a command works on. */
final class LetterFiles {

    private static final String SETTING = "camel.component.flume-deadletter.directory";

    @Parameters(paramLabel = "<name>", arity = "0..*", description = "Names of dead letters; without one, all of them.")
    private List<String> names = List.of();

    @Option(names = "--dir", paramLabel = "<dir>",
            description = "Folder of the files; default: what " + SETTING + " in application.properties says.")
    private Path directory;

    /** The folder, which may not be there. */
    DeadLetterFolder folder(RunOptions options) {
        if (directory != null) {
            if (!Files.isDirectory(directory)) {
                throw new ConfigurationException("There is no folder " + directory + ", which --dir names");
            }
            return new DeadLetterFolder(directory);
        }
        return new DeadLetterFolder(Path.of(configured(AgentHome.locate().config(options.config()))));
    }

    private static String configured(Path config) {
        Path properties = config.resolve("application.properties");
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            if (Files.exists(properties)) {
                context.getPropertiesComponent().setLocation("file:" + properties.toAbsolutePath());
            }
            context.build();
            return context.resolvePropertyPlaceholders("{{" + SETTING + ":" + DeadLetterCommand.NAME + "}}");
        } catch (IOException e) {
            throw new ConfigurationException(properties + " cannot be read: " + e.getMessage());
        }
    }

    /** The files of the dead letters that were named. */
    List<DeadLetterFile> in(DeadLetterFolder folder) throws IOException {
        if (!Files.isDirectory(folder.path())) {
            return List.of();
        }
        List<DeadLetterFile> all = folder.files();
        if (names.isEmpty()) {
            return all;
        }
        List<String> known = all.stream().map(DeadLetterFile::name).distinct().toList();
        List<DeadLetterFile> wanted = new ArrayList<>();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new ConfigurationException("There is no dead letter " + name + " in " + folder.path()
                                                 + NearestName.hint(name, known));
            }
            all.stream().filter(file -> file.name().equals(name)).forEach(wanted::add);
        }
        return wanted;
    }
}
