/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.io.IOException;

import javax.security.auth.login.LoginException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KerberosProblemTest {

    @Test
    void saysWhatIsWrongWithTheClocks() {
        Exception failure = new IOException("Login failure for user: flume", new LoginException(
            "Clock skew too great (37)"));
        assertThat(KerberosProblem.of(failure)).isEqualTo("the clocks of this machine and of the KDC differ by more than"
                                                          + " Kerberos allows (Clock skew too great (37))");
    }

    @Test
    void givesTheInnermostMessageOfWhatItDoesNotKnow() {
        assertThat(KerberosProblem.of(new IOException("Login failure", new IOException("something new"))))
            .isEqualTo("something new");
    }
}
