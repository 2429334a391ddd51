/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.apache.camel.Exchange;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The sink on an HDFS that wants Kerberos. In a JVM of its own, because Hadoop knows only one kind of security in a JVM. */
@Tag("kerberos")
class KerberosTest extends HdfsTestSupport {

    @TempDir
    private static Path realm;

    private static SecureHdfs secure;
    private static Path flume;
    private static Path ops;
    private static int directories;

    private org.apache.hadoop.fs.Path base;

    @BeforeAll
    static void startCluster() throws Exception {
        secure = new SecureHdfs(realm);
        flume = secure.keytab("flume", "flume/host1");
        ops = secure.keytab("ops", "ops");
    }

    @AfterAll
    static void stopCluster() {
        secure.close();
    }

    @BeforeEach
    void newDirectory() throws Exception {
        base = new org.apache.hadoop.fs.Path(secure.cluster().getURI() + "/test" + directories++);
        hdfs().mkdirs(base);
        hdfs().setPermission(base, new FsPermission("777"));
    }

    private static FileSystem hdfs() throws Exception {
        return secure.cluster().getFileSystem();
    }

    private String[] as(String principal, Path keytab, String... more) {
        List<String> options = new ArrayList<>(List.of("configDirectory: '" + secure.settings() + "'",
            "kerberosPrincipal: '" + principal + "@" + secure.realm() + "'", "kerberosKeytab: '" + keytab + "'"));
        options.addAll(List.of(more));
        return options.toArray(String[]::new);
    }

    private String owner(String below) throws Exception {
        List<org.apache.hadoop.fs.Path> files = MiniHdfs.files(hdfs(), new org.apache.hadoop.fs.Path(base + below));
        assertThat(files).hasSize(1);
        return hdfs().getFileStatus(files.get(0)).getOwner();
    }

    @Test
    void writesAsItsPrincipal() throws Exception {
        sinkTo(base.toString(), as("flume/host1", flume));
        assertThat(send(numbers(0, 10)).getException()).isNull();
        assertThat(owner("")).isEqualTo("flume");
    }

    @Test
    void writesInTheNameOfAnother() throws Exception {
        sinkTo(base.toString(), as("flume/host1", flume, "proxyUser: bob"));
        assertThat(send(numbers(0, 10)).getException()).isNull();
        assertThat(owner("")).isEqualTo("bob");
    }

    @Test
    void mayNotWriteInTheNameOfAnybody() {
        assertThatThrownBy(() -> sinkTo(base.toString(), as("flume/host1", flume, "proxyUser: root")))
            .hasStackTraceContaining("Sink k1").hasStackTraceContaining("flume/host1").hasStackTraceContaining(
                "is not allowed to impersonate root");
    }

    @Test
    void sinksWithDifferentPrincipalsWorkSideBySide() throws Exception {
        sinkTo(base + "/one", as("flume/host1", flume));
        String options = String.join("\n    ", as("ops", ops));
        routes(route("other", "direct:other", "noErrorHandler: {}", "- to:\n    uri: flume-hdfs:k2\n    parameters:\n"
                                                                     + ("    path: '" + base + "/two'\n    "
                                                                        + options).indent(2)));
        Exchange other = context.createFluentProducerTemplate().to("direct:other").withBody(numbers(0, 10)).send();
        assertThat(other.getException()).isNull();
        assertThat(send(numbers(0, 10)).getException()).isNull();
        assertThat(owner("/one")).isEqualTo("flume");
        assertThat(owner("/two")).isEqualTo("ops");
    }

    @Test
    void goesOnWhenItsTicketHasEnded() throws Exception {
        sinkTo(base.toString(), as("flume/host1", flume, "rollCount: 1", "hadoop.ipc.client.connection.maxidletime: 500"));
        long began = System.nanoTime();
        assertThat(send(numbers(0, 1)).getException()).isNull();
        await().until(() -> System.nanoTime() - began > (SecureHdfs.TICKET_SECONDS + 3) * 1_000_000_000L);
        for (int i = 1; i < 4; i++) {
            assertThat(send(numbers(i, i + 1)).getException()).isNull();
        }
        context.stop();
        assertThat(MiniHdfs.files(hdfs(), base)).hasSize(4).noneMatch(file -> file.getName().endsWith(".tmp"));
    }

    @Test
    void aKeytabOfAnotherPrincipalEndsTheStart() {
        assertThatThrownBy(() -> sinkTo(base.toString(), as("flume/host1", ops)))
            .hasStackTraceContaining("Sink k1").hasStackTraceContaining("no login as flume/host1")
            .hasStackTraceContaining("the keytab has no key of this principal");
    }

    @Test
    void aStaleKeytabEndsTheStart() throws Exception {
        Path stale = secure.staleKeytab("stale", "ops");
        assertThatThrownBy(() -> sinkTo(base.toString(), as("ops", stale))).hasStackTraceContaining("no login as ops")
            .hasStackTraceContaining("the keytab has another key than the KDC");
    }

    /** With no difference allowed, a few milliseconds are too much for the cluster, which does not say why it refuses. */
    @Test
    void clocksThatDifferEndTheStart() throws Exception {
        secure.clockSkew(0);
        try {
            assertThatThrownBy(() -> sinkTo(base.toString(), as("ops", ops)))
                .hasStackTraceContaining("Sink k1: the directory " + base + " of option path cannot be made or written to:")
                .hasStackTraceContaining("the clocks of this machine and of the cluster differ");
        } finally {
            secure.clockSkew(300);
        }
    }

    @Test
    void anUnknownPrincipalEndsTheStart() throws Exception {
        Path nobody = secure.staleKeytab("nobody", "nobody");
        assertThatThrownBy(() -> sinkTo(base.toString(), as("nobody", nobody))).hasStackTraceContaining("no login as nobody")
            .hasStackTraceContaining("the KDC does not know this principal");
    }

    @Test
    void aMissingKeytabEndsTheStart() {
        assertThatThrownBy(() -> sinkTo(base.toString(), as("ops", realm.resolve("missing.keytab"))))
            .hasStackTraceContaining("missing.keytab is not there or cannot be read");
    }

    @Test
    void missingRightsEndTheStart() throws Exception {
        hdfs().setPermission(base, new FsPermission("700"));
        assertThatThrownBy(() -> sinkTo(base.toString(), as("ops", ops)))
            .hasStackTraceContaining("Permission denied: user=ops, access=");
    }
}
