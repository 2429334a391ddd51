/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.elasticsearch;

import org.apache.camel.Category;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.elasticsearch.client.RestClient;
import org.flumecamel.core.SinkEndpoint;

/**
 * Indexes events in Elasticsearch by bulk requests (Flume SNK-GONE-B1). The options of the connection have the names that
 * Camel's {@code elasticsearch} component gives them.
 */
@UriEndpoint(firstVersion = "0.1.0", scheme = "flume-elasticsearch", title = "Flume Elasticsearch Sink",
             syntax = "flume-elasticsearch:name", producerOnly = true, category = { Category.SEARCH, Category.MONITORING })
public class ElasticsearchEndpoint extends SinkEndpoint {

    @UriParam(description = "Hosts of the cluster, as in es1:9200,es2:9200; a host may have https:// in front, and the port"
                            + " is 9200 where there is none. Without it and client, the connection is the one that Camel's"
                            + " elasticsearch component is configured with.")
    private String hostAddresses;
    @UriParam(description = "Index or data stream of each event, with the escape sequences of flume-hdfs for its time and"
                            + " headers, as in logs-%Y.%m.%d; it is written in lower case.")
    @Metadata(required = true)
    private String indexName;
    @UriParam(defaultValue = "UTC",
              description = "Time zone of the time in indexName.")
    private String timeZone = "UTC";
    @UriParam(defaultValue = "[a-z0-9][a-z0-9._-]{0,99}",
              description = "Regular expression of the header values, in lower case, that may be in an index name; an event"
                            + " with another value goes to the dead letter.")
    private String indexHeaderValues = "[a-z0-9][a-z0-9._-]{0,99}";
    @UriParam(defaultValue = "TEXT",
              description = "How a document is made of an event: TEXT, the body as message and a field per header; JSON, the"
                            + " body is the document; ECS, the Elastic Common Schema; LOGSTASH and DYNAMIC, Flume's layouts.")
    private Serializer serializer = Serializer.TEXT;
    @UriParam(defaultValue = "CREATE",
              description = "What becomes of a document whose id is there already: CREATE, it stays and the event counts as"
                            + " delivered; INDEX, it is replaced. Data streams take CREATE only.")
    private OpType opType = OpType.CREATE;
    @UriParam(description = "Header whose value is the id of the document, as the idHeader of flume-taildir sets one; events"
                            + " without it are treated as if this were not set.")
    private String idHeader;
    @UriParam(defaultValue = "true",
              description = "Whether an event without an id gets one from the sink, so that a request sent again after a"
                            + " time-out indexes nothing twice; false leaves ids to the server, which then indexes a little"
                            + " faster.")
    private boolean makeIds = true;
    @UriParam(description = "Header whose value is the routing of the document.")
    private String routingHeader;
    @UriParam(description = "Ingest pipeline of the documents.")
    private String pipeline;
    @UriParam(defaultValue = "false",
              description = "Whether the server must refuse documents where indexName is no data stream, so that a missing"
                            + " template makes no index of its own; they are sent again until there is one.")
    private boolean requireDataStream;
    @UriParam(label = "security",
              description = "User to authenticate as.")
    private String user;
    @UriParam(label = "security", secret = true,
              description = "Password of the user.")
    private String password;
    @UriParam(label = "security", secret = true,
              description = "API key to authenticate with instead of a user: id:key, or encoded as Elasticsearch shows it.")
    private String apiKey;
    @UriParam(label = "security", defaultValue = "false",
              description = "Whether hosts without http:// or https:// in hostAddresses are reached over TLS.")
    private boolean enableSSL;
    @UriParam(label = "security",
              description = "File, or classpath: resource, with the certificates of the authorities that the server's"
                            + " certificate may be of, in PEM; the default is those of the JVM.")
    private String certificatePath;
    @UriParam(label = "security",
              description = "File, or classpath: resource, with the key and the certificate that the sink shows to the"
                            + " server, as PKCS#12 or JKS.")
    private String keyStore;
    @UriParam(label = "security", secret = true,
              description = "Password of keyStore and of the key in it.")
    private String keyStorePassword;
    @UriParam(label = "security",
              description = "TLS settings as a #bean, instead of certificatePath and keyStore.")
    private SSLContextParameters sslContextParameters;
    @UriParam(defaultValue = "10485760",
              description = "How many bytes a request has at most; a batch with more is sent in several, a larger event"
                            + " alone.")
    private int maxRequestBytes = 10 << 20;
    @UriParam(defaultValue = "false",
              description = "Whether requests are sent gzipped: less network, more CPU.")
    private boolean compression;
    @UriParam(defaultValue = "5000",
              description = "How many milliseconds a connection may take to be made.")
    private int connectionTimeout = 5000;
    @UriParam(defaultValue = "30000",
              description = "For how many milliseconds a server may be silent before the request counts as failed and is"
                            + " sent again.")
    private int socketTimeout = 30000;
    @UriParam(label = "advanced", defaultValue = "1",
              description = "How many copies of a shard must be active for a document to be indexed; it is sent again until"
                            + " they are.")
    private int waitForActiveShards = 1;
    @UriParam(label = "advanced", defaultValue = "false",
              description = "Whether the hosts are replaced by those that the cluster says it has.")
    private boolean enableSniffer;
    @UriParam(label = "advanced", defaultValue = "300000",
              description = "Every how many milliseconds the cluster is asked for its hosts.")
    private int snifferInterval = 300000;
    @UriParam(label = "advanced", defaultValue = "60000",
              description = "How many milliseconds after a failure the cluster is asked for its hosts.")
    private int sniffAfterFailureDelay = 60000;
    @UriParam(label = "advanced",
              description = "Client as a #bean, as Camel's elasticsearch component takes one; all other options of the"
                            + " connection are then without effect.")
    private RestClient client;

    public ElasticsearchEndpoint(String uri, ElasticsearchComponent component, String name) {
        super(uri, component, name);
    }

    @Override
    public Producer createProducer() {
        return new ElasticsearchProducer(this);
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        if (indexName == null || indexName.isBlank()) {
            throw new IllegalArgumentException("indexName is missing: name the index or data stream the events go to");
        }
        newIndexName();
        if (client == null) {
            new Connection(this);
        }
        requirePositive("maxRequestBytes", maxRequestBytes);
        requirePositive("connectionTimeout", connectionTimeout);
        requirePositive("socketTimeout", socketTimeout);
        requirePositive("snifferInterval", snifferInterval);
        requirePositive("sniffAfterFailureDelay", sniffAfterFailureDelay);
        if (waitForActiveShards < 0) {
            throw new IllegalArgumentException("waitForActiveShards must not be below 0, but is " + waitForActiveShards);
        }
        if (requireDataStream && opType != OpType.CREATE) {
            throw new IllegalArgumentException("requireDataStream needs opType=CREATE: data streams take nothing else");
        }
    }

    private static void requirePositive(String option, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(option + " must be above 0, not " + value);
        }
    }

    IndexName newIndexName() {
        return new IndexName(indexName, timeZone, indexHeaderValues);
    }

    @Override
    public String destination() {
        return (client == null ? hostAddresses : "elasticsearch") + "/" + indexName;
    }

    public String getHostAddresses() {
        return hostAddresses;
    }

    public void setHostAddresses(String hostAddresses) {
        this.hostAddresses = hostAddresses;
    }

    public String getIndexName() {
        return indexName;
    }

    public void setIndexName(String indexName) {
        this.indexName = indexName;
    }

    public String getTimeZone() {
        return timeZone;
    }

    public void setTimeZone(String timeZone) {
        this.timeZone = timeZone;
    }

    public String getIndexHeaderValues() {
        return indexHeaderValues;
    }

    public void setIndexHeaderValues(String indexHeaderValues) {
        this.indexHeaderValues = indexHeaderValues;
    }

    public Serializer getSerializer() {
        return serializer;
    }

    public void setSerializer(Serializer serializer) {
        this.serializer = serializer;
    }

    public OpType getOpType() {
        return opType;
    }

    public void setOpType(OpType opType) {
        this.opType = opType;
    }

    public String getIdHeader() {
        return idHeader;
    }

    public void setIdHeader(String idHeader) {
        this.idHeader = idHeader;
    }

    public boolean isMakeIds() {
        return makeIds;
    }

    public void setMakeIds(boolean makeIds) {
        this.makeIds = makeIds;
    }

    public String getRoutingHeader() {
        return routingHeader;
    }

    public void setRoutingHeader(String routingHeader) {
        this.routingHeader = routingHeader;
    }

    public String getPipeline() {
        return pipeline;
    }

    public void setPipeline(String pipeline) {
        this.pipeline = pipeline;
    }

    public boolean isRequireDataStream() {
        return requireDataStream;
    }

    public void setRequireDataStream(boolean requireDataStream) {
        this.requireDataStream = requireDataStream;
    }

    public String getUser() {
        return user;
    }

    public void setUser(String user) {
        this.user = user;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public String getApiKey() {
        return apiKey;
    }

    public void setApiKey(String apiKey) {
        this.apiKey = apiKey;
    }

    public boolean isEnableSSL() {
        return enableSSL;
    }

    public void setEnableSSL(boolean enableSSL) {
        this.enableSSL = enableSSL;
    }

    public String getCertificatePath() {
        return certificatePath;
    }

    public void setCertificatePath(String certificatePath) {
        this.certificatePath = certificatePath;
    }

    public String getKeyStore() {
        return keyStore;
    }

    public void setKeyStore(String keyStore) {
        this.keyStore = keyStore;
    }

    public String getKeyStorePassword() {
        return keyStorePassword;
    }

    public void setKeyStorePassword(String keyStorePassword) {
        this.keyStorePassword = keyStorePassword;
    }

    public SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    public int getMaxRequestBytes() {
        return maxRequestBytes;
    }

    public void setMaxRequestBytes(int maxRequestBytes) {
        this.maxRequestBytes = maxRequestBytes;
    }

    public boolean isCompression() {
        return compression;
    }

    public void setCompression(boolean compression) {
        this.compression = compression;
    }

    public int getConnectionTimeout() {
        return connectionTimeout;
    }

    public void setConnectionTimeout(int connectionTimeout) {
        this.connectionTimeout = connectionTimeout;
    }

    public int getSocketTimeout() {
        return socketTimeout;
    }

    public void setSocketTimeout(int socketTimeout) {
        this.socketTimeout = socketTimeout;
    }

    public int getWaitForActiveShards() {
        return waitForActiveShards;
    }

    public void setWaitForActiveShards(int waitForActiveShards) {
        this.waitForActiveShards = waitForActiveShards;
    }

    public boolean isEnableSniffer() {
        return enableSniffer;
    }

    public void setEnableSniffer(boolean enableSniffer) {
        this.enableSniffer = enableSniffer;
    }

    public int getSnifferInterval() {
        return snifferInterval;
    }

    public void setSnifferInterval(int snifferInterval) {
        this.snifferInterval = snifferInterval;
    }

    public int getSniffAfterFailureDelay() {
        return sniffAfterFailureDelay;
    }

    public void setSniffAfterFailureDelay(int sniffAfterFailureDelay) {
        this.sniffAfterFailureDelay = sniffAfterFailureDelay;
    }

    public RestClient getClient() {
        return client;
    }

    public void setClient(RestClient client) {
        this.client = client;
    }
}
