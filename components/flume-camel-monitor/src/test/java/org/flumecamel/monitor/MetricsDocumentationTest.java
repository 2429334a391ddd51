/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.flumecamel.core.counter.Counters;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The list of metrics in {@code docs/monitoring.md} is what {@code /metrics} prints. With {@code -Dflumecamel.docs=write} it
 * is written anew.
 */
class MetricsDocumentationTest extends MonitorTestSupport {

    private static final Path PAGE = Path.of(System.getProperty("flumecamel.root"), "docs", "monitoring.md");
    private static final Pattern LIST = Pattern.compile("(?<=<!-- metrics -->\n).*?(?=<!-- /metrics -->)", Pattern.DOTALL);
    private static final Pattern METRIC = Pattern.compile("# HELP (flume_\\w+) (.*)\n# TYPE \\w+ (\\w+)\n\\w+(?:\\{(.*?)})?");

    /** A table of all metrics of ours on a page. */
    private static String table(String page) {
        Map<String, String> rows = new TreeMap<>();
        Matcher metric = METRIC.matcher(page);
        while (metric.find()) {
            String labels = metric.group(4).replaceAll("=\"[^\"]*\"", "").replace(",", ", ");
            rows.put(metric.group(1), "| `" + metric.group(1) + "` | " + metric.group(3) + " | " + labels + " | "
                                      + metric.group(2) + " |\n");
        }
        return "| Metric | Type | Labels | |\n|---|---|---|---|\n" + rows.values().stream().collect(Collectors.joining());
    }

    private String printed() throws IOException, InterruptedException {
        return table(get("/metrics").body());
    }

    @Test
    void theListIsComplete() throws Exception {
        flow();
        Counters.of(context).source("r1");
        Counters.of(context).sink("k1");
        Counters.of(context).deadLetter("d1");
        serve();
        String page = Files.readString(PAGE);
        String table = printed();
        assertThat(table).contains("flume_channel_events", "flume_source_event_accepted_total", "flume_sink_",
                "flume_deadletter_");
        if ("write".equals(System.getProperty("flumecamel.docs"))) {
            Files.writeString(PAGE, LIST.matcher(page).replaceFirst(Matcher.quoteReplacement(table)));
            return;
        }
        Matcher list = LIST.matcher(page);
        assertThat(list.find()).isTrue();
        assertThat(list.group()).isEqualTo(table);
    }
}
