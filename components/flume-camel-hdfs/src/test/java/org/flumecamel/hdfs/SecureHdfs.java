/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.minikdc.MiniKdc;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.kerby.kerberos.kerb.crypto.EncryptionHandler;
import org.apache.kerby.kerberos.kerb.keytab.Keytab;
import org.apache.kerby.kerberos.kerb.keytab.KeytabEntry;
import org.apache.kerby.kerberos.kerb.type.KerberosTime;
import org.apache.kerby.kerberos.kerb.type.base.EncryptionType;
import org.apache.kerby.kerberos.kerb.type.base.PrincipalName;

/** A KDC and an HDFS that wants Kerberos, in this JVM, which knows no other kind of cluster from then on. */
final class SecureHdfs implements AutoCloseable {

    /** How long tickets are valid, in seconds. */
    static final int TICKET_SECONDS = 8;

    private final Path directory;
    private final MiniKdc kdc;
    private final Configuration client = new Configuration(false);
    private final MiniDFSCluster cluster;

    SecureHdfs(Path directory) throws Exception {
        this.directory = directory;
        Properties settings = MiniKdc.createConf();
        settings.setProperty(MiniKdc.MAX_TICKET_LIFETIME, "" + TICKET_SECONDS);
        settings.setProperty(MiniKdc.MIN_TICKET_LIFETIME, "1");
        kdc = new MiniKdc(settings, directory.resolve("kdc").toFile());
        kdc.start();
        String server = "hdfs/localhost@" + kdc.getRealm();
        client.set("hadoop.security.authentication", "kerberos");
        client.set("dfs.namenode.kerberos.principal", server);
        client.set("dfs.datanode.kerberos.principal", server);
        client.setInt("hadoop.kerberos.min.seconds.before.relogin", 1);
        client.setInt("ipc.client.connection.maxidletime", 500);
        cluster = start(server, keytab("hdfs", "hdfs/localhost", "HTTP/localhost"));
        try (OutputStream out = Files.newOutputStream(directory.resolve("core-site.xml"))) {
            client.writeXml(out);
        }
    }

    private MiniDFSCluster start(String server, Path keytab) throws IOException {
        Configuration configuration = new HdfsConfiguration();
        configuration.addResource(client);
        configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, directory.resolve("dfs").toString());
        configuration.set("hadoop.security.authorization", "true");
        configuration.set("dfs.namenode.keytab.file", keytab.toString());
        configuration.set("dfs.datanode.keytab.file", keytab.toString());
        configuration.set("dfs.web.authentication.kerberos.principal", "HTTP/localhost@" + kdc.getRealm());
        configuration.set("dfs.web.authentication.kerberos.keytab", keytab.toString());
        configuration.setBoolean("dfs.block.access.token.enable", true);
        configuration.setBoolean("ignore.secure.ports.for.testing", true);
        configuration.set("dfs.datanode.address", "127.0.0.1:0");
        configuration.set("dfs.datanode.http.address", "127.0.0.1:0");
        configuration.set("dfs.datanode.ipc.address", "127.0.0.1:0");
        configuration.set("dfs.http.policy", "HTTP_ONLY");
        configuration.set("hadoop.proxyuser.flume.hosts", "*");
        configuration.set("hadoop.proxyuser.flume.users", "bob");
        configuration.setInt("dfs.replication", 1);
        UserGroupInformation.setConfiguration(configuration);
        MiniDFSCluster started = new MiniDFSCluster.Builder(configuration).numDataNodes(1).checkDataNodeAddrConfig(true)
            .build();
        started.waitActive();
        return started;
    }

    /** Makes principals and a file with their keys. */
    Path keytab(String name, String... principals) throws Exception {
        Path keytab = directory.resolve(name + ".keytab");
        kdc.createPrincipal(keytab.toFile(), principals);
        return keytab;
    }

    /** Makes a file with a key that the principal does not have. */
    Path staleKeytab(String name, String principal) throws Exception {
        KeytabEntry entry = new KeytabEntry(new PrincipalName(principal + "@" + kdc.getRealm()), new KerberosTime(), 1,
            EncryptionHandler.string2Key(principal, "another password", EncryptionType.AES128_CTS_HMAC_SHA1_96));
        Keytab keytab = new Keytab();
        keytab.addEntry(entry);
        Path path = directory.resolve(name + ".keytab");
        keytab.store(path.toFile());
        return path;
    }

    /** Sets by how many seconds the clocks of a client and of the KDC may differ; every login reads that anew. */
    void clockSkew(int seconds) throws IOException {
        Path file = kdc.getKrb5conf().toPath();
        String settings = Files.readString(file).replaceAll("(?m)^\\s*clockskew.*\n", "");
        Files.writeString(file, settings.replace("[libdefaults]\n", "[libdefaults]\n    clockskew = " + seconds + "\n"));
    }

    /** The directory with the settings for clients. */
    Path settings() {
        return directory;
    }

    String realm() {
        return kdc.getRealm();
    }

    MiniDFSCluster cluster() {
        return cluster;
    }

    @Override
    public void close() {
        cluster.shutdown();
        kdc.stop();
    }
}
