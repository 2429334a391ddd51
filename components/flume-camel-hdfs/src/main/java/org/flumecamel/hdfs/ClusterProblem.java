/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import javax.security.auth.login.LoginException;
import javax.security.sasl.SaslException;

import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.hdfs.protocol.QuotaExceededException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;

/** What a failed call to a cluster means. */
final class ClusterProblem {

    /** Those that are still there at the next try, whatever the cluster does: somebody has to change something. */
    private static final List<Class<? extends Exception>> PERMANENT = List.of(AccessControlException.class,
        UnknownHostException.class, UnsupportedFileSystemException.class, LoginException.class, SaslException.class,
        FileAlreadyExistsException.class, ParentNotDirectoryException.class, IllegalArgumentException.class);
    /** Those that tell that the call was not carried out. */
    private static final List<Class<? extends Exception>> REFUSED = List.of(ConnectException.class,
        NoRouteToHostException.class, UnknownHostException.class, RemoteException.class, AccessControlException.class,
        QuotaExceededException.class);
    private static final Map<String, String> WORDS = Map.of(
        "is in safe mode", "the NameNode has just started and takes no files yet, or somebody has put it into safe mode",
        "could only be written to 0 of", "no DataNode takes a block: their disks are full or they are not alive",
        "end of file exception between", "the NameNode has stopped or was lost",
        "quota of", "the quota of a directory is used up",
        "gss initiate failed", "the cluster does not take this Kerberos login: the clocks of this machine and of the cluster"
                               + " differ, or the cluster has a stale keytab; its log says which",
        "is not supported in state standby", "no NameNode of the name service is active");

    private ClusterProblem() {
    }

    /** Whether somebody has to change the settings or the cluster before this can work. */
    static boolean isPermanent(Throwable failure) {
        return isCausedBy(failure, PERMANENT);
    }

    /** Whether it is certain that the call was not carried out. */
    static boolean isRefused(Throwable failure) {
        return isCausedBy(failure, REFUSED);
    }

    private static boolean isCausedBy(Throwable failure, List<Class<? extends Exception>> kinds) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Throwable told = cause instanceof RemoteException remote ? remote.unwrapRemoteException() : cause;
            Throwable asItCame = cause;
            if (kinds.stream().anyMatch(kind -> kind.isInstance(told) || kind.isInstance(asItCame))) {
                return true;
            }
        }
        return false;
    }

    /** The message of a failure in one line, with what it means for those whose messages do not say it. */
    static String of(Throwable failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        String line = message.lines().findFirst().orElse(failure.toString());
        return WORDS.entrySet().stream().filter(entry -> message.toLowerCase(Locale.ROOT).contains(entry.getKey()))
            .map(entry -> line + " (" + entry.getValue() + ")").findFirst().orElse(line);
    }
}
