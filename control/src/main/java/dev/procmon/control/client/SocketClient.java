// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.client;

import dev.procmon.control.action.ActionReport;
import dev.procmon.control.action.ActionRequest;
import dev.procmon.control.api.Endpoint;
import dev.procmon.control.event.Event;
import dev.procmon.control.event.EventPage;
import dev.procmon.control.instance.Instance;
import dev.procmon.control.json.Json;
import dev.procmon.control.output.LogFilesReport;
import dev.procmon.control.output.LogFilesRequest;
import dev.procmon.control.output.LogLine;
import dev.procmon.control.output.LogPage;
import dev.procmon.control.plan.Plan;
import dev.procmon.control.status.InstanceStatus;
import dev.procmon.control.status.ProgramList;
import dev.procmon.control.status.RunRecord;
import dev.procmon.control.status.Why;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Talks to a supervisor over its Unix socket, or over the network. Each call has a connection of its own, so nothing has to be closed but
 * streams, and calls of several threads do not wait for each other.
 */
public final class SocketClient implements ProcmonClient {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** What waits for an outcome may take as long as it takes. */
    private static final Duration ENDLESS = Duration.ofDays(20);

    private static final Duration MORE_THAN_THE_TIMEOUT = Duration.ofSeconds(30);

    private final Server server;

    private SocketClient(Server server) {
        this.server = server;
    }

    /** Talk to a supervisor of this host. Nothing is connected before the first call. */
    public static SocketClient of(Instance instance) {
        return at(instance.directory().socket(), instance.absence());
    }

    /**
     * Talk to who listens on a Unix socket.
     *
     * @param absence what to tell a user when nobody does
     */
    public static SocketClient at(Path socket, String absence) {
        return new SocketClient(new Server(new Server.Place.Socket(socket), Optional.empty(), absence));
    }

    /**
     * Talk to a supervisor by an address.
     *
     * @param address {@code https://HOST:PORT}, {@code http://HOST:PORT} or {@code unix:/PATH}
     * @param tokenFile the file with the token, which the network needs: its first line, a comment beginning with {@code #}
     * @throws IllegalArgumentException if the address is none, or there is no token in the file; with a sentence for a person
     */
    public static SocketClient connecting(String address, Optional<Path> tokenFile) {
        Optional<String> token = tokenFile.map(Server::tokenIn);
        return new SocketClient(
                new Server(Server.placeOf(address), token, "no procmon is to be reached at " + address));
    }

    @Override
    public InstanceStatus instance() {
        return Answers.read(exchange(Endpoint.INSTANCE, Query.none()).json(PATIENCE), InstanceStatus::of);
    }

    @Override
    public ProgramList programs(List<String> patterns) {
        return Answers.read(
                exchange(Endpoint.PROGRAMS, Query.none().programs(patterns)).json(PATIENCE), ProgramList::of);
    }

    @Override
    public Why why(String program) {
        return Answers.read(of(Endpoint.WHY, program).json(PATIENCE), Why::of);
    }

    @Override
    public List<RunRecord> runs(String program) {
        return Answers.read(of(Endpoint.RUNS, program).json(PATIENCE), json -> json.objects("runs", RunRecord::of));
    }

    @Override
    public ActionReport act(ActionRequest request) {
        Duration patience = request.waiting() ? ENDLESS : PATIENCE;
        if (request.waiting() && request.timeout().isPresent()) {
            // A second timeout is there only in case that nobody answers.
            Duration longer = request.timeout().get().compareTo(ENDLESS) < 0
                    ? request.timeout().get()
                    : ENDLESS;
            patience = longer.plus(MORE_THAN_THE_TIMEOUT);
        }
        return Answers.read(
                exchange(Endpoint.ACTIONS, Query.none())
                        .with(Json.bytes(request))
                        .json(patience),
                ActionReport::of);
    }

    @Override
    public EventPage events(EventQuery query) {
        return Answers.read(exchange(Endpoint.EVENTS, Query.of(query)).json(PATIENCE), EventPage::of);
    }

    @Override
    public ClientStream<Event> followEvents(EventQuery query) {
        return FollowedStream.begin(() -> exchange(Endpoint.EVENTS, Query.of(query)), Event::of, "events");
    }

    @Override
    public LogPage logs(LogQuery query) {
        return Answers.read(exchange(Endpoint.LOGS, Query.of(query)).json(PATIENCE), LogPage::of);
    }

    @Override
    public ClientStream<LogLine> followLogs(LogQuery query) {
        return FollowedStream.begin(() -> exchange(Endpoint.LOGS, Query.of(query)), LogLine::of, "logs");
    }

    @Override
    public String config() {
        return new String(exchange(Endpoint.CONFIG, Query.none()).bytes(PATIENCE), StandardCharsets.UTF_8);
    }

    @Override
    public Plan plan() {
        return Answers.read(exchange(Endpoint.PLAN, Query.none()).json(PATIENCE), Plan::of);
    }

    @Override
    public Plan reload() {
        return Answers.read(exchange(Endpoint.RELOAD, Query.none()).json(ENDLESS), Plan::of);
    }

    @Override
    public LogFilesReport logFiles(LogFilesRequest request) {
        return Answers.read(
                exchange(Endpoint.LOG_FILES, Query.none())
                        .with(Json.bytes(request))
                        .json(PATIENCE),
                LogFilesReport::of);
    }

    @Override
    public void shutdown(boolean kill) {
        Departure.of(server, kill).await();
    }

    @Override
    public void beginShutdown(boolean kill) {
        var _ = Departure.of(server, kill);
    }

    @Override
    public void close() {
        // There is nothing that stays open between calls.
    }

    private Exchange exchange(Endpoint endpoint, Query query) {
        return new Exchange(server, endpoint, endpoint.path(), query);
    }

    private Exchange of(Endpoint endpoint, String program) {
        return new Exchange(server, endpoint, endpoint.path().replace("{name}", Query.encoded(program)), Query.none());
    }
}
