/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpExchange;

/** One user and a password. */
final class Credentials extends BasicAuthenticator {

    private final byte[] user;
    private final byte[] password;

    Credentials(String user, String password) {
        super("flume-camel", StandardCharsets.UTF_8);
        this.user = bytes(user);
        this.password = bytes(password);
    }

    @Override
    public Result authenticate(HttpExchange exchange) {
        try {
            return super.authenticate(exchange);
        } catch (RuntimeException e) {
            // what is not Base64, or has no colon in it
            return new Failure(401);
        }
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
