/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.remote;

import java.nio.file.Path;

import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/**
 * An Artemis broker as a process of its own, as {@code artemis run} starts it: a {@code broker.xml}, and one user in the
 * role {@code agents}. The arguments are the file, the user and the password.
 */
final class RemoteBroker {

    private RemoteBroker() {
    }

    public static void main(String... arguments) throws Exception {
        SecurityConfiguration users = new SecurityConfiguration();
        users.addUser(arguments[1], arguments[2]);
        users.addRole(arguments[1], "agents");
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
        broker.setConfigResourcePath(Path.of(arguments[0]).toUri().toString());
        broker.setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users));
        broker.start();
        // a backup is not active yet: it waits for the primary to go
        System.out.println("ready");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                broker.stop();
            } catch (Exception e) {
                e.printStackTrace();
            }
        }));
    }
}
