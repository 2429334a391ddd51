/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.elasticsearch;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

import org.apache.camel.support.ResourceHelper;

/** Whom a connection trusts, and who it says it is. */
final class Tls {

    private Tls() {
    }

    static boolean isConfigured(ElasticsearchEndpoint options) {
        return options.getCertificatePath() != null || options.getKeyStore() != null
               || options.getSslContextParameters() != null;
    }

    /** @throws IllegalArgumentException if a file is missing or has not what is expected of it; never with a password */
    static SSLContext context(ElasticsearchEndpoint options) {
        try {
            if (options.getSslContextParameters() != null) {
                return options.getSslContextParameters().createSSLContext(options.getCamelContext());
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(options), trust(options), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("certificatePath, keyStore or sslContextParameters cannot be used: "
                                               + e.getMessage(), e);
        }
    }

    private static TrustManager[] trust(ElasticsearchEndpoint options) throws GeneralSecurityException, IOException {
        if (options.getCertificatePath() == null) {
            return null;
        }
        KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
        authorities.load(null, null);
        try (InputStream pem = resource(options, options.getCertificatePath())) {
            for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                authorities.setCertificateEntry("ca" + authorities.size(), certificate);
            }
        }
        if (authorities.size() == 0) {
            throw new IOException("no certificate in " + options.getCertificatePath());
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        return factory.getTrustManagers();
    }

    private static KeyManager[] keys(ElasticsearchEndpoint options) throws GeneralSecurityException, IOException {
        if (options.getKeyStore() == null) {
            return null;
        }
        char[] password = options.getKeyStorePassword() == null ? new char[0] : options.getKeyStorePassword().toCharArray();
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        try (InputStream file = resource(options, options.getKeyStore())) {
            store.load(file, password);
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, password);
        return factory.getKeyManagers();
    }

    private static InputStream resource(ElasticsearchEndpoint options, String path) throws IOException {
        String uri = ResourceHelper.hasScheme(path) ? path : "file:" + path;
        return ResourceHelper.resolveMandatoryResourceAsInputStream(options.getCamelContext(), uri);
    }
}
