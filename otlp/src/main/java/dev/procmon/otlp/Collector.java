// SPDX-License-Identifier: Apache-2.0
package dev.procmon.otlp;

import dev.procmon.config.Forward;
import dev.procmon.daemon.forward.LineRefusedException;
import dev.procmon.daemon.forward.Receiver;
import dev.procmon.logs.LogEntry;
import io.opentelemetry.exporter.internal.FailedExportException.HttpExportException;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporterBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A collector. Lines are taken when it has answered so. A request that it refuses for what is in it is divided in two, again and again, until
 * the line is found that it does not want: that one is said to be refused, for it would hold up all others for ever.
 */
final class Collector implements Receiver {

    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;

    private final String endpoint;
    private final OtlpHttpLogRecordExporter exporter;
    private final Records records = new Records();
    private int most = Integer.MAX_VALUE;

    Collector(Forward.Target.OpenTelemetry target) {
        endpoint = target.endpoint().toString();
        OtlpHttpLogRecordExporterBuilder builder = OtlpHttpLogRecordExporter.builder()
                .setEndpoint(endpoint)
                .setConnectTimeout(CONNECT_PATIENCE)
                .setTimeout(PATIENCE)
                .setCompression("gzip")
                // Whoever asks does that, and in between the lines stay on disk.
                .setRetryPolicy(null)
                .setServiceClassLoader(Collector.class.getClassLoader());
        target.headers().forEach(builder::addHeader);
        exporter = builder.build();
    }

    @Override
    public int send(List<LogEntry> lines) throws IOException {
        int count = Math.min(lines.size(), most);
        while (true) {
            CompletableResultCode result = exporter.export(records.of(lines.subList(0, count)));
            result.join(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (result.isSuccess()) {
                most = count < lines.size() ? count : Integer.MAX_VALUE;
                return count;
            }
            if (!isRefused(result)) {
                throw new IOException("cannot send to " + endpoint + ": " + why(result));
            }
            if (count == 1) {
                throw new LineRefusedException(why(result) + " to them");
            }
            count /= 2;
        }
    }

    @Override
    public void close() {
        exporter.shutdown();
    }

    private static boolean isRefused(CompletableResultCode result) {
        int status = status(result).orElse(0);
        return status == BAD_REQUEST || status == TOO_LARGE;
    }

    private static Optional<Integer> status(CompletableResultCode result) {
        if (result.getFailureThrowable() instanceof HttpExportException failure) {
            HttpResponse answer = failure.getResponse();
            return answer == null ? Optional.empty() : Optional.of(answer.getStatusCode());
        }
        return Optional.empty();
    }

    private static String why(CompletableResultCode result) {
        Optional<Integer> status = status(result);
        if (status.isPresent()) {
            return "it answers " + status.get();
        }
        Throwable failure = result.getFailureThrowable();
        boolean isConnecting = failure instanceof ConnectException;
        while (failure != null && failure.getCause() != null) {
            failure = failure.getCause();
            isConnecting |= failure instanceof ConnectException;
        }
        if (isConnecting && failure instanceof ClosedChannelException) {
            // All that the client leaves of ECONNREFUSED: the channel was closed before it was connected.
            return "connection refused";
        }
        if (isConnecting && failure instanceof UnresolvedAddressException) {
            return "its name is not known";
        }
        if (failure == null) {
            return "it does not answer";
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
