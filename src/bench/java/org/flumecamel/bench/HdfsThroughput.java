/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.flumecamel.agent.fault.HdfsCluster;
import org.flumecamel.agent.fault.HdfsLines;
import org.flumecamel.agent.fault.JavaProcess;
import org.flumecamel.agent.fault.Line;
import org.flumecamel.agent.fault.Tally;

/**
 * W6: the tail of a file that is there already, through a channel in memory, into the files of a cluster. Each line goes to the
 * bucket of its stream. How many events are written and flushed both sides say over HTTP.
 */
final class HdfsThroughput {

    private static final int MOST_BUCKETS = 100;

    private final Options options;
    private final Path work;
    private final int length;
    private final long lines;
    private final int buckets;
    private final String type;
    private final String level;
    private final List<String> jvm;
    private HdfsCluster cluster;
    private int runs;

    private HdfsThroughput(Options options) {
        this.options = options;
        this.work = options.work().resolve("w6");
        this.length = (int) options.number("length", 190);
        this.lines = options.number("bytes", 500_000_000) / length;
        this.buckets = (int) options.number("buckets", 1);
        this.type = options.oneOf("type", "text", "gzip", "seqfile");
        this.level = options.text("level", "DEFAULT_COMPRESSION");
        this.jvm = options.jvm("-Xms512m -Xmx512m");
        if (buckets < 1 || buckets > MOST_BUCKETS) {
            throw new IllegalArgumentException("--buckets is " + buckets + "; it can be 1 to " + MOST_BUCKETS);
        }
    }

    public static void main(String... arguments) throws Exception {
        Bench.run(options -> new HdfsThroughput(options).run(), arguments);
    }

    private void run() throws Exception {
        Pairs pairs = new Pairs(options);
        long count = options.number("pairs", 3);
        options.requireAllKnown();
        System.out.printf("W6: %d lines of %d bytes, %s, %d buckets, %s, JVM %s, %s%n", lines, length, type, buckets, level,
                jvm, Machine.description());
        Machine.delete(work);
        generate(Files.createDirectories(work.resolve("in")).resolve("app.log"));
        try (HdfsCluster running = HdfsCluster.start(work.resolve("cluster"), 1)) {
            cluster = running;
            pairs.run(count, this::once).print();
        }
        Machine.delete(work);
    }

    /** The streams take turns. */
    private void generate(Path file) throws IOException {
        byte[] line = new byte[length];
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            for (long i = 0; i < lines; i++) {
                Line.write(line, 0, (int) (i % buckets), i / buckets, length);
                out.write(line);
            }
        }
    }

    private Run once(Side side) throws Exception {
        Path run = work.resolve("run");
        Machine.delete(run);
        Path conf = Files.createDirectories(run.resolve("conf"));
        for (String name : List.of("core-site.xml", "hdfs-site.xml")) {
            Files.writeString(conf.resolve(name), Files.readString(cluster.conf().resolve(name)).replace("</configuration>",
                    "<property><name>zlib.compress.level</name><value>" + level + "</value></property>\n</configuration>"));
        }
        org.apache.hadoop.fs.Path target = new org.apache.hadoop.fs.Path(cluster.uri() + "/run" + runs++);
        int port = HdfsCluster.freePort();
        Run measured;
        try (JavaProcess agent = side.start(options, buckets == 1 ? "hdfs" : "hdfs-buckets", jvm,
                values(run, conf, target, port), run)) {
            measured = new Meter(agent, new Drained(side, port, length)).measure(1, lines * length, length, true);
            agent.stop();
        }
        requireAll(target);
        cluster.client().delete(target, true);
        Machine.delete(run);
        return measured;
    }

    private Map<String, Object> values(Path run, Path conf, org.apache.hadoop.fs.Path target, int port) throws IOException {
        Map<String, Object> values = new HashMap<>(Map.of("in", work.resolve("in"), "target", target, "conf", conf,
                "state", Files.createDirectories(run.resolve("state"))));
        values.put("fileType", switch (type) {
            case "gzip" -> "CompressedStream";
            case "seqfile" -> "SequenceFile";
            default -> "DataStream";
        });
        values.put("codec", type.equals("gzip") ? "gzip" : "none");
        values.put("sink", type.equals("gzip") ? "compressed" : "plain");
        values.put("flume.monitor.port", port);
        values.put("flume.monitoring.type", "http");
        values.put("flume.monitoring.port", port);
        return values;
    }

    private void requireAll(org.apache.hadoop.fs.Path target) throws IOException {
        Map<Integer, Long> written = new HashMap<>();
        for (int stream = 0; stream < buckets; stream++) {
            written.put(stream, (lines - stream + buckets - 1) / buckets);
        }
        HdfsLines.count(cluster, target, new Tally(length)).requireExactly(written);
        List<String> unfinished = cluster.unfinished(target);
        if (!unfinished.isEmpty()) {
            throw new IllegalStateException("Files are not finished: " + unfinished);
        }
    }
}
