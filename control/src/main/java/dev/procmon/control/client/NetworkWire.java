// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A connection over the network, with TLS for {@code https}. */
final class NetworkWire implements Wire {

    private static final int CONNECT_MS = 2_000;
    private static final int HANDSHAKE_MS = 10_000;
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private NetworkWire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    static NetworkWire connect(URI server) throws IOException {
        boolean secure = "https".equals(server.getScheme());
        int port = server.getPort() >= 0 ? server.getPort() : secure ? HTTPS_PORT : HTTP_PORT;
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(hostIn(server), port), CONNECT_MS);
            plain.setTcpNoDelay(true);
            plain.setSoTimeout(HANDSHAKE_MS);
            return new NetworkWire(secure ? secured(plain, hostIn(server), port) : plain);
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    @Override
    public int read(byte[] into, int offset, int count, Duration patience) throws IOException {
        socket.setSoTimeout((int) Math.max(1, patience.toMillis()));
        try {
            return in.read(into, offset, count);
        } catch (SocketTimeoutException e) {
            throw new WireTimeoutException();
        }
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed, whatever came of it.
        }
    }

    private static Socket secured(Socket plain, String host, int port) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        // Without this any certificate would do that anybody of trust has signed.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static String hostIn(URI server) {
        String host = server.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
