// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import dev.procmon.config.ApiSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Limits and settings for tests: those that hold, but for one. */
final class TestLimits {

    static final Limits STANDARD = Limits.STANDARD;

    private TestLimits() {}

    static Limits withRequestTime(Duration time) {
        return of(STANDARD.failures(), time, STANDARD.idle(), STANDARD.heartbeat(), STANDARD.replays());
    }

    static Limits withIdle(Duration idle) {
        return of(STANDARD.failures(), STANDARD.requestTime(), idle, STANDARD.heartbeat(), STANDARD.replays());
    }

    static Limits withHeartbeat(Duration heartbeat) {
        return of(STANDARD.failures(), STANDARD.requestTime(), STANDARD.idle(), heartbeat, STANDARD.replays());
    }

    static Limits withFailures(int failures) {
        return of(failures, STANDARD.requestTime(), STANDARD.idle(), STANDARD.heartbeat(), STANDARD.replays());
    }

    static Limits withReplays(int replays) {
        return of(STANDARD.failures(), STANDARD.requestTime(), STANDARD.idle(), STANDARD.heartbeat(), replays);
    }

    static Limits withAnswersWaiting(long answersWaiting) {
        return of(
                answersWaiting,
                STANDARD.failures(),
                STANDARD.requestTime(),
                STANDARD.idle(),
                STANDARD.heartbeat(),
                STANDARD.replays());
    }

    static ApiSettings settings(int clients) {
        return settings(clients, List.of());
    }

    static ApiSettings settings(int clients, List<String> origins) {
        return new ApiSettings(
                clients,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                origins);
    }

    private static Limits of(int failures, Duration requestTime, Duration idle, Duration heartbeat, int replays) {
        return of(STANDARD.answersWaiting(), failures, requestTime, idle, heartbeat, replays);
    }

    private static Limits of(
            long answersWaiting, int failures, Duration requestTime, Duration idle, Duration heartbeat, int replays) {
        return new Limits(
                STANDARD.requestLine(),
                STANDARD.headers(),
                STANDARD.body(),
                STANDARD.pipelined(),
                answersWaiting,
                STANDARD.bodiesWaiting(),
                STANDARD.streamBacklog(),
                replays,
                failures,
                requestTime,
                idle,
                STANDARD.replayTime(),
                heartbeat,
                STANDARD.linger());
    }
}
