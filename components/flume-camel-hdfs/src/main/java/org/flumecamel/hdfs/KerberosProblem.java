/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Says in words what Kerberos says in codes. */
final class KerberosProblem {

    private static final Map<String, String> WORDS = new LinkedHashMap<>();

    static {
        WORDS.put("clock skew", "the clocks of this machine and of the KDC differ by more than Kerberos allows");
        WORDS.put("not found in kerberos database", "the KDC does not know this principal");
        WORDS.put("client not found", "the KDC does not know this principal");
        WORDS.put("checksum failed", "the keytab has another key than the KDC: it is old, or of another principal");
        WORDS.put("pre-authentication information was invalid",
            "the keytab has another key than the KDC: it is old, or of another principal");
        WORDS.put("integrity check on decrypted field failed",
            "the keytab has another key than the KDC: it is old, or of another principal");
        WORDS.put("unable to obtain password from user", "the keytab has no key of this principal");
        WORDS.put("cannot locate kdc", "no KDC is known for this realm: see krb5.conf");
        WORDS.put("cannot get kdc for realm", "no KDC is known for this realm: see krb5.conf");
        WORDS.put("cannot contact any kdc", "the KDC does not answer");
        WORDS.put("connection refused", "the KDC does not answer");
        WORDS.put("timed out", "the KDC does not answer");
    }

    private KerberosProblem() {
    }

    /** The reason of a failed login, with the original message of the innermost cause behind it. */
    static String of(Throwable failure) {
        String last = String.valueOf(failure.getMessage());
        String words = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null) {
                last = cause.getMessage();
                words = words == null ? words(last.toLowerCase(Locale.ROOT)) : words;
            }
        }
        return words == null ? last : words + " (" + last.strip() + ")";
    }

    private static String words(String message) {
        return WORDS.entrySet().stream().filter(entry -> message.contains(entry.getKey())).map(Map.Entry::getValue)
            .findFirst().orElse(null);
    }
}
