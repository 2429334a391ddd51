/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
import java.io.DataInputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

import org.apache.flume.Channel;
import org.apache.flume.Context;
import org.apache.flume.Event;
import org.apache.flume.Sink;
import org.apache.flume.Transaction;
import org.apache.flume.channel.MemoryChannel;
import org.apache.flume.event.EventBuilder;
import org.apache.flume.sink.hdfs.HDFSEventSink;

/**
 * Sends the same events through many of Apache Flume's HDFS sinks, one after the other. A program of one file, which the Java
 * launcher compiles with Flume's jars on the class path.
 *
 * <pre>java -cp … FlumeSinks.java sinks.properties events</pre>
 */
public class FlumeSinks {

    public static void main(String[] args) throws Exception {
        int status = 1;
        try {
            List<Event> events = events(Path.of(args[1]));
            for (Map.Entry<String, Context> sink : sinks(Path.of(args[0])).entrySet()) {
                System.out.println(sink.getKey());
                run(sink.getKey(), sink.getValue(), events);
            }
            status = 0;
        } catch (Exception e) {
            e.printStackTrace(System.out);
        }
        // sinks that fail leave threads behind
        System.exit(status);
    }

    /** The options of each sink, by its name before the first point. */
    private static Map<String, Context> sinks(Path file) throws Exception {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        Map<String, Context> sinks = new TreeMap<>();
        for (String key : properties.stringPropertyNames()) {
            int point = key.indexOf('.');
            sinks.computeIfAbsent(key.substring(0, point), name -> new Context())
                .put(key.substring(point + 1), properties.getProperty(key));
        }
        return sinks;
    }

    private static List<Event> events(Path file) throws Exception {
        List<Event> events = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            for (int count = in.readInt(); count > 0; count--) {
                Map<String, String> headers = new LinkedHashMap<>();
                for (int i = in.readInt(); i > 0; i--) {
                    headers.put(in.readUTF(), in.readUTF());
                }
                events.add(EventBuilder.withBody(in.readNBytes(in.readInt()), headers));
            }
        }
        return events;
    }

    private static void run(String name, Context context, List<Event> events) throws Exception {
        Channel channel = new MemoryChannel();
        channel.setName("c");
        Context ofChannel = new Context();
        ofChannel.put("capacity", "10000");
        ofChannel.put("transactionCapacity", "10000");
        ofChannel.put("keep-alive", "0");
        ((MemoryChannel) channel).configure(ofChannel);
        channel.start();
        HDFSEventSink sink = new HDFSEventSink();
        sink.setName(name);
        sink.configure(context);
        sink.setChannel(channel);
        sink.start();
        Transaction transaction = channel.getTransaction();
        transaction.begin();
        events.forEach(channel::put);
        transaction.commit();
        transaction.close();
        while (sink.process() == Sink.Status.READY) {
            continue;
        }
        sink.stop();
        channel.stop();
    }
}
