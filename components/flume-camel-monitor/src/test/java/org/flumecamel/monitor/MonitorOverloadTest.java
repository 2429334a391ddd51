/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What clients that ask too much, too much at once or too slowly can do to the monitor. */
class MonitorOverloadTest extends MonitorTestSupport {

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), monitor.boundPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** Whether the other side ends the connection, without having answered 200. */
    private static boolean isCut(Socket socket) {
        try {
            return !new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1).startsWith("HTTP/1.1 200");
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void manyClientsAtOnceAreServed() throws Exception {
        flow();
        serve();
        HttpClient client = client();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            answers.add(client.sendAsync(request(i % 2 == 0 ? "/metrics" : "/health").build(),
                    HttpResponse.BodyHandlers.ofString()));
        }
        assertThat(answers).allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
    }

    @Test
    void aRequestThatNeverEndsIsCutOff() throws Exception {
        serve();
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            byte[] header = ("X-Filler: " + "x".repeat(8000) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
            out.write("GET /metrics HTTP/1.1\r\nHost: a\r\n".getBytes(StandardCharsets.ISO_8859_1));
            long sent = 0;
            try {
                while (sent < 64L << 20) {
                    out.write(header);
                    sent += header.length;
                }
            } catch (IOException expected) {
                // the server has closed the connection
            }
            assertThat(sent).isLessThan(16L << 20);
        }
        assertThat(get("/metrics").statusCode()).isEqualTo(200);
    }

    @Test
    void slowClientsDoNotTakeAllThreads() throws Exception {
        monitor.setRequestMillis(500);
        serve();
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 12; i++) {
                Socket socket = connect();
                socket.getOutputStream().write("GET /metr".getBytes(StandardCharsets.ISO_8859_1));
                slow.add(socket);
            }
            assertThat(get("/health").statusCode()).isEqualTo(200);
            assertThat(slow).allMatch(MonitorOverloadTest::isCut);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void aBodyIsNotRead() throws Exception {
        serve();
        try (Socket socket = connect()) {
            socket.getOutputStream().write("POST /metrics HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n"
                    .getBytes(StandardCharsets.ISO_8859_1));
            assertThat(isCut(socket)).isTrue();
        }
        assertThat(get("/health").statusCode()).isEqualTo(200);
    }
}
