/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import com.sun.net.httpserver.BasicAuthenticator;

/** One user and a password. */
final class Credentials extends BasicAuthenticator {

    private final byte[] user;
    private final byte[] password;

    Credentials(String user, String password) {
        super("flume-camel", StandardCharsets.UTF_8);
        this.user = bytes(user);
        this.password = bytes(password);
    }

    /** Takes the same time whatever is wrong. */
    @Override
    public boolean checkCredentials(String givenUser, String givenPassword) {
        boolean sameUser = MessageDigest.isEqual(user, bytes(givenUser));
        boolean samePassword = MessageDigest.isEqual(password, bytes(givenPassword));
        return sameUser & samePassword;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
