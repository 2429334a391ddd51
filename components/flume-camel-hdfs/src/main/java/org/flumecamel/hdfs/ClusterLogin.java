/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivilegedExceptionAction;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.SecurityUtil;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * As whom a sink writes (Flume SNK-HDFS-O19 to O21). Each sink has a login of its own, so that several principals can be in
 * use in one JVM. Thread-safe.
 */
final class ClusterLogin {

    /** Hadoop's own limit between two logins, in seconds. */
    private static final String SECONDS_BETWEEN_LOGINS = "hadoop.kerberos.min.seconds.before.relogin";

    private final UserGroupInformation own;
    private final UserGroupInformation effective;
    private final boolean fromKeytab;
    private final int renewSeconds;

    private ClusterLogin(UserGroupInformation own, UserGroupInformation effective, boolean fromKeytab, int renewSeconds) {
        this.own = own;
        this.effective = effective;
        this.fromKeytab = fromKeytab;
        this.renewSeconds = renewSeconds;
    }

    /**
     * Logs in.
     *
     * @throws IllegalArgumentException if the options do not fit each other or the cluster
     * @throws IOException              if the login fails, with the reason in words
     */
    static ClusterLogin of(ClusterEndpoint options, Configuration configuration) throws IOException {
        boolean kerberos = useKerberos(configuration);
        UserGroupInformation own = options.getKerberosPrincipal() != null ? fromKeytab(options, kerberos)
            : options.getUser() != null && !kerberos ? UserGroupInformation.createRemoteUser(options.getUser())
            : UserGroupInformation.getLoginUser();
        if (kerberos && !own.hasKerberosCredentials()) {
            throw new IllegalArgumentException("the cluster wants Kerberos: set kerberosPrincipal and kerberosKeytab, or start"
                                               + " the agent with a ticket");
        }
        UserGroupInformation effective = options.getProxyUser() == null ? own
            : UserGroupInformation.createProxyUser(options.getProxyUser(), own);
        return new ClusterLogin(own, effective, options.getKerberosPrincipal() != null,
            Math.min(60, Math.max(1, configuration.getInt(SECONDS_BETWEEN_LOGINS, 60))));
    }

    /** Whether the cluster wants Kerberos. Hadoop keeps that once for the whole JVM; it is never switched off again. */
    private static synchronized boolean useKerberos(Configuration configuration) {
        boolean kerberos = SecurityUtil.getAuthenticationMethod(configuration)
                           == UserGroupInformation.AuthenticationMethod.KERBEROS;
        if (kerberos && !UserGroupInformation.isSecurityEnabled()) {
            UserGroupInformation.setConfiguration(configuration);
        }
        return kerberos;
    }

    private static UserGroupInformation fromKeytab(ClusterEndpoint options, boolean kerberos) throws IOException {
        String principal = SecurityUtil.getServerPrincipal(options.getKerberosPrincipal(), "");
        Path keytab = Path.of(options.getKerberosKeytab());
        if (!kerberos) {
            throw new IllegalArgumentException("kerberosPrincipal is set, but the settings of the cluster do not say"
                                               + " hadoop.security.authentication=kerberos: name its core-site.xml with"
                                               + " configDirectory");
        }
        if (!Files.isReadable(keytab)) {
            throw new IllegalArgumentException("kerberosKeytab " + keytab + " is not there or cannot be read");
        }
        try {
            return UserGroupInformation.loginUserFromKeytabAndReturnUGI(principal, keytab.toString());
        } catch (IOException e) {
            throw new IOException("no login as " + principal + " with the keytab " + keytab + ": " + KerberosProblem.of(e), e);
        }
    }

    /** Runs something as this user. */
    <T> T call(PrivilegedExceptionAction<T> action) throws IOException, InterruptedException {
        return effective.doAs(action);
    }

    /** Every how many seconds {@link #renew} is to be called; 0 if never. */
    int renewSeconds() {
        return fromKeytab ? renewSeconds : 0;
    }

    /** Logs in again if the ticket is near its end. May take long. */
    void renew() throws IOException {
        own.checkTGTAndReloginFromKeytab();
    }

    @Override
    public String toString() {
        return effective == own ? own.getUserName() : effective.getUserName() + " through " + own.getUserName();
    }
}
