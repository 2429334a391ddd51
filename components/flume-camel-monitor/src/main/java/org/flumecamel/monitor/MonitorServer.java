/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.Set;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.StartupListener;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the metrics and the health of a Camel context over HTTP: {@code /metrics} for Prometheus, {@code /metrics.json} in
 * Flume's shape, {@code /health} and {@code /health/live}. A bean for any Camel application, a service of its context; the
 * agent makes one of the settings {@code flume.monitor.*}. It listens on the loopback address unless told otherwise, and
 * answers 503 while the context is not started.
 */
public final class MonitorServer extends ServiceSupport implements CamelContextAware, StartupListener {

    /** What all settings begin with. */
    public static final String PREFIX = "flume.monitor.";
    /** The port that Flume's own monitor has (MON-HTTP-O1). */
    public static final int DEFAULT_PORT = 41414;

    private static final String HOST = PREFIX + "host";
    private static final String PORT = PREFIX + "port";
    private static final String USER = PREFIX + "user";
    private static final String PASSWORD = PREFIX + "password";
    private static final String KEY_STORE = PREFIX + "keyStore";
    private static final String KEY_STORE_PASSWORD = PREFIX + "keyStorePassword";

    /** All settings there are. */
    public static final Set<String> KEYS = Set.of(HOST, PORT, USER, PASSWORD, KEY_STORE, KEY_STORE_PASSWORD);

    private static final int THREADS = 4;
    private static final int QUEUED_CONNECTIONS = 50;

    private static final Logger LOG = LoggerFactory.getLogger(MonitorServer.class);

    private CamelContext context;
    private String host = InetAddress.getLoopbackAddress().getHostAddress();
    private int port = DEFAULT_PORT;
    private String user;
    private String password;
    private String keyStore;
    private String keyStorePassword;
    private long requestMillis = 10_000;
    private HttpServer server;
    private RequestThreads threads;
    private Pages pages;

    /** A server as the settings among the properties of a context say; null if {@code flume.monitor.port} has no value. */
    public static MonitorServer of(CamelContext context) {
        Settings settings = new Settings(context);
        if (settings.text(PORT).isEmpty()) {
            return null;
        }
        MonitorServer server = new MonitorServer();
        server.setCamelContext(context);
        server.setPort((int) settings.whole(PORT, DEFAULT_PORT, 0, 65535));
        settings.text(HOST).ifPresent(server::setHost);
        settings.text(USER).ifPresent(server::setUser);
        settings.text(PASSWORD).ifPresent(server::setPassword);
        settings.text(KEY_STORE).ifPresent(server::setKeyStore);
        settings.text(KEY_STORE_PASSWORD).ifPresent(server::setKeyStorePassword);
        return server;
    }

    @Override
    protected void doStart() throws Exception {
        check();
        InetAddress address = InetAddress.getByName(host);
        server = open(new InetSocketAddress(address, port));
        threads = new RequestThreads(THREADS, requestMillis);
        pages = new Pages(context);
        server.setExecutor(threads);
        HttpContext root = server.createContext("/", pages);
        if (user != null) {
            root.setAuthenticator(new Credentials(user, password));
        }
        server.start();
        LOG.info("Metrics and health at {}", url());
        warnIfOpen(address);
        context.addStartupListener(this);
    }

    private void check() {
        if ((user == null) != (password == null)) {
            throw new IllegalArgumentException(USER + " and " + PASSWORD + " need each other: only one of them has a value");
        }
        if (keyStore == null && keyStorePassword != null) {
            throw new IllegalArgumentException(KEY_STORE_PASSWORD + " has a value, but " + KEY_STORE + " has none");
        }
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException(PORT + " must be between 0 and 65535, not " + port);
        }
    }

    private HttpServer open(InetSocketAddress address) throws IOException, GeneralSecurityException {
        try {
            if (keyStore == null) {
                return HttpServer.create(address, QUEUED_CONNECTIONS);
            }
            HttpsConfigurator tls = new HttpsConfigurator(new ServerKeys(keyStore, keyStorePassword).tls());
            HttpsServer secure = HttpsServer.create(address, QUEUED_CONNECTIONS);
            secure.setHttpsConfigurator(tls);
            return secure;
        } catch (BindException e) {
            throw new IOException("The monitor cannot listen on " + host + ":" + port + " (" + e.getMessage() + "): set " + PORT
                                  + " to a free port and " + HOST + " to an address of this machine; nothing was started");
        }
    }

    private void warnIfOpen(InetAddress address) {
        if (!address.isLoopbackAddress() && (user == null || keyStore == null)) {
            LOG.warn("The monitor listens on {}, which other machines reach, {}: whoever reaches it reads the metrics{}", host,
                    user == null ? "without a password" : "without TLS",
                    user == null ? "" : ", and the password can be read on its way");
        }
    }

    /** From now on channels are watched, so that rates and time spans are known when somebody asks. */
    @Override
    public void onCamelContextStarted(CamelContext started, boolean alreadyStarted) {
        ChannelWatch.of(started);
    }

    @Override
    protected void doStop() {
        if (server != null) {
            server.stop(0);
            threads.shutdownNow();
            pages.close();
            server = null;
        }
    }

    /** Where it is: {@code http://127.0.0.1:41414/}. */
    public String url() {
        return (keyStore == null ? "http://" : "https://") + (host.contains(":") ? "[" + host + "]" : host) + ":" + boundPort()
               + "/";
    }

    /** The port it listens on; while it does, one above 0. */
    public int boundPort() {
        return server == null ? port : server.getAddress().getPort();
    }

    /** The address to listen on; the loopback address unless it is set. */
    public void setHost(String host) {
        this.host = host;
    }

    /** The port to listen on; 0 takes a free one. */
    public void setPort(int port) {
        this.port = port;
    }

    /** Who may read; anybody unless it is set. */
    public void setUser(String user) {
        this.user = user;
    }

    /** Their password, for basic authentication. */
    public void setPassword(String password) {
        this.password = password;
    }

    /** A PKCS12 or JKS file with the key and certificates to serve TLS with; plain HTTP unless it is set. */
    public void setKeyStore(String keyStore) {
        this.keyStore = keyStore;
    }

    /** The password of the key store and of the key in it. */
    public void setKeyStorePassword(String keyStorePassword) {
        this.keyStorePassword = keyStorePassword;
    }

    /** How long a request may take from its first byte to the last one of its answer, in milliseconds. */
    public void setRequestMillis(long requestMillis) {
        this.requestMillis = requestMillis;
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.context = camelContext;
    }
}
