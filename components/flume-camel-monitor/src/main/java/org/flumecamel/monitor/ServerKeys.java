/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import java.io.File;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** The key store of a server. Its messages never tell the password. */
final class ServerKeys {

    private final String file;
    private final char[] password;

    ServerKeys(String file, String password) {
        this.file = file;
        this.password = password == null ? new char[0] : password.toCharArray();
    }

    /** @throws IOException if the file cannot be read with that password, or has no key */
    SSLContext tls() throws IOException, GeneralSecurityException {
        KeyStore keys;
        try {
            keys = KeyStore.getInstance(new File(file), password);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("The key store " + file + " of the monitor cannot be read: " + reason(e), e);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        return tls;
    }

    private static String reason(Exception failure) {
        return failure.getCause() instanceof GeneralSecurityException ? "its password is wrong" : failure.getMessage();
    }
}
