/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.hdfs.format.Decoded;
import org.flumecamel.testkit.FlumeTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same events with the same options through Apache Flume's own HDFS sink and ours: types, serializers, codecs and escape
 * sequences. The files have the same names, but for the time in them, and the same content when it is decoded.
 */
class SameFilesAsFlumeTest extends FlumeTestSupport {

    private static final int BATCH = 40;
    private static final String AVRO = "serializer=org.apache.flume.sink.hdfs.AvroEventSerializer$Builder";

    @TempDir
    private Path directory;

    private final Map<String, Map<String, String>> sinks = new LinkedHashMap<>();

    /** Adds a sink; options as Flume names them, without hdfs. */
    private void sink(String... options) {
        Map<String, String> map = new LinkedHashMap<>(Map.of("rollInterval", "0", "rollSize", "0", "rollCount", "0",
            "timeZone", "UTC"));
        for (String option : options) {
            map.put(option.replaceFirst("=.*", ""), option.replaceFirst(".*?=", ""));
        }
        sinks.put("s%02d".formatted(sinks.size()), map);
    }

    private void describeSinks() throws IOException {
        String schema = Files.writeString(directory.resolve("text.avsc"), "\"string\"").toUri().toString();
        for (String escapes : List.of("path=/%Y-%m-%d/%H%M", "path=/%{host}", "path=/%{host}-%{app}/%a/%b/%d", "path=/%%",
            "path=/%A,%B,%e,%D,%j,%k,%l,%I,%m,%n,%M,%S,%y,%z,%p", "path=/%s/%t", "path=/%{none}/x")) {
            sink("fileType=DataStream", escapes);
        }
        for (String round : List.of("MINUTE,10", "HOUR,6", "SECOND,30")) {
            sink("fileType=DataStream", "path=/%Y%m%d%H%M%S", "round=true", "roundUnit=" + round.replaceFirst(",.*", ""),
                "roundValue=" + round.replaceFirst(".*,", ""));
        }
        sink("fileType=DataStream", "filePrefix=%{app}-%H", "fileSuffix=.log", "rollCount=7");
        sink("fileType=DataStream", "rollSize=300", "inUsePrefix=_", "inUseSuffix=.part");
        sink("fileType=DataStream", "emptyInUseSuffix=true", "path=/%{app}");
        sink("fileType=DataStream", "serializer=HEADER_AND_TEXT");
        sink("fileType=DataStream", "serializer=TEXT", "serializer.appendNewline=false");
        sink("fileType=DataStream", "serializer=AVRO_EVENT", "fileSuffix=.avro");
        sink("fileType=DataStream", "serializer=avro_event", "serializer.compressionCodec=deflate", "rollCount=30");
        sink("fileType=DataStream", "serializer=AVRO_EVENT", "serializer.compressionCodec=snappy",
            "serializer.syncIntervalBytes=200");
        sink("fileType=DataStream", AVRO, "serializer.schemaURL=" + schema, "serializer.compressionCodec=deflate");
        for (String codec : List.of("gzip", "bzip2", "deflate", "DefaultCodec", "snappy", "Lz4Codec",
            "org.apache.hadoop.io.compress.GzipCodec")) {
            sink("fileType=CompressedStream", "codeC=" + codec, "path=/%{app}");
            sink("fileType=CompressedStream", "codeC=" + codec, "serializer=HEADER_AND_TEXT", "rollCount=50", "fileSuffix=.z");
            sink("fileType=CompressedStream", "codeC=" + codec, "serializer=AVRO_EVENT", "rollSize=2000");
            sink("fileType=SequenceFile", "codeC=" + codec, "path=/%{host}");
            sink("fileType=SequenceFile", "codeC=" + codec, "writeFormat=Text", "rollCount=33");
        }
        sink("fileType=SequenceFile", "path=/%{host}/%H");
        sink("fileType=sequencefile", "writeFormat=Text", "rollCount=33", "fileSuffix=.seq");
        sink("fileType=SequenceFile", "codeC=none");
    }

    /** Events with the time and two headers each; the bodies of all are an Avro string. */
    private static List<Event> events() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            String text = i + " " + "é€x".repeat(i * 7 % 40 / 3);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            byte[] body = new byte[bytes.length + (bytes.length < 64 ? 1 : 2)];
            // as Avro writes a length
            body[0] = (byte) (bytes.length < 64 ? bytes.length << 1 : bytes.length << 1 & 0x7F | 0x80);
            if (bytes.length >= 64) {
                body[1] = (byte) (bytes.length >> 6);
            }
            System.arraycopy(bytes, 0, body, body.length - bytes.length, bytes.length);
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("timestamp", String.valueOf(1772712000000L + i / 25 * 1234567L));
            headers.put("host", "n" + i / 50 % 2);
            headers.put("app", "a" + i / 10 % 3);
            events.add(Event.of(headers, body));
        }
        return events;
    }

    @Test
    void filesAreTheSame() throws Exception {
        describeSinks();
        List<Event> events = events();
        Process flume = startFlume(events);
        try {
            runOurs(events);
            assertThat(flume.waitFor(120, TimeUnit.SECONDS)).as("Flume has come to its end").isTrue();
            assertThat(flume.exitValue()).as("see %s", Files.readString(directory.resolve("flume.out"))).isZero();
        } finally {
            flume.destroyForcibly();
        }
        for (String sink : sinks.keySet()) {
            Map<String, List<String>> ours = files("ours", sink);
            Map<String, List<String>> theirs = files("flume", sink);
            assertThat(ours.keySet()).as("files of %s", sinks.get(sink)).isNotEmpty().isEqualTo(theirs.keySet());
            ours.forEach((name, content) -> assertThat(content).as("%s of %s", name, sinks.get(sink))
                .isEqualTo(theirs.get(name)));
        }
    }

    /** Contents by name; the time in the names is replaced by their order. */
    private Map<String, List<String>> files(String whose, String sink) throws IOException {
        Path base = directory.resolve(whose).resolve(sink);
        Map<String, List<String>> files = new TreeMap<>();
        Map<String, Integer> numbers = new TreeMap<>();
        for (Path file : BucketFiles.below(base)) {
            String name = base.relativize(file).toString().replaceFirst("\\.\\d{13}(\\..*|$)", ".#$1");
            files.put(name + numbers.merge(name, 1, Integer::sum), Decoded.events(Files.readAllBytes(file), sinks.get(sink)));
        }
        return files;
    }

    private Process startFlume(List<Event> events) throws IOException {
        Properties properties = new Properties();
        sinks.forEach((name, options) -> {
            options.forEach((option, value) -> properties.setProperty(
                name + "." + (option.startsWith("serializer") ? option : "hdfs." + option), value));
            properties.setProperty(name + ".hdfs.path",
                "file://" + directory + "/flume/" + name + options.getOrDefault("path", ""));
            properties.setProperty(name + ".hdfs.batchSize", String.valueOf(BATCH));
            properties.setProperty(name + ".hdfs.useRawLocalFileSystem", "true");
        });
        Path sinksFile = directory.resolve("sinks.properties");
        try (Writer out = Files.newBufferedWriter(sinksFile)) {
            properties.store(out, null);
        }
        Path eventsFile = directory.resolve("events");
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(eventsFile))) {
            out.writeInt(events.size());
            for (Event event : events) {
                out.writeInt(event.headers().size());
                for (Map.Entry<String, String> header : event.headers().entrySet()) {
                    out.writeUTF(header.getKey());
                    out.writeUTF(header.getValue());
                }
                out.writeInt(event.length());
                event.writeTo(out);
            }
        }
        String hadoop = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(path -> path.matches(".*/(hadoop-client-api|hadoop-client-runtime|lz4-java)-[^/]*"))
            .collect(Collectors.joining(File.pathSeparator));
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
            "-XX:TieredStopAtLevel=1", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-cp",
            Path.of("target/flume-lib").toAbsolutePath() + "/*" + File.pathSeparator + hadoop,
            Path.of("src/test/flume/FlumeSinks.java").toAbsolutePath().toString(), sinksFile.toString(), eventsFile.toString())
            .redirectErrorStream(true).redirectOutput(directory.resolve("flume.out").toFile()).start();
    }

    private void runOurs(List<Event> events) throws Exception {
        StringBuilder routes = new StringBuilder();
        sinks.forEach((name, options) -> {
            StringBuilder parameters = new StringBuilder();
            options.forEach((option, value) -> {
                if (!"path".equals(option)) {
                    parameters.append("        ").append(option).append(": '").append(value).append("'\n");
                }
            });
            parameters.append("        path: 'file://").append(directory).append("/ours/").append(name)
                .append(options.getOrDefault("path", "")).append("'\n");
            routes.append(route(name, "direct:" + name, "noErrorHandler: {}",
                "- to:\n    uri: flume-hdfs:" + name + "\n    parameters:\n" + parameters)).append('\n');
        });
        routes(routes.toString());
        for (String name : sinks.keySet()) {
            for (int i = 0; i < events.size(); i += BATCH) {
                context.createProducerTemplate().sendBody("direct:" + name,
                    EventBatch.of(events.subList(i, Math.min(events.size(), i + BATCH))));
            }
        }
        context.stop();
    }
}
