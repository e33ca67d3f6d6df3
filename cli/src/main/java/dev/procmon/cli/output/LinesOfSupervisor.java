// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.output;

import dev.procmon.control.client.ClientException;
import dev.procmon.control.client.LogQuery;
import dev.procmon.control.client.ProcmonClient;
import dev.procmon.control.output.LogLine;
import dev.procmon.control.output.LogPage;
import dev.procmon.control.status.ProgramStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Asks a supervisor for lines, page by page. */
public final class LinesOfSupervisor implements WrittenLines {

    private final ProcmonClient client;

    /** Ask a supervisor. */
    public LinesOfSupervisor(ProcmonClient client) {
        this.client = client;
    }

    /** Of a program that was removed there may be lines, but the supervisor does not know it: that is no reason to show none. */
    @Override
    public List<String> programs(List<String> patterns) {
        List<String> names = new ArrayList<>();
        try {
            for (ProgramStatus program : client.programs(patterns).programs()) {
                names.add(program.name());
            }
        } catch (ClientException e) {
            if (e.reason() != ClientException.Cause.REFUSED) {
                throw e;
            }
        }
        return names;
    }

    @Override
    public long read(LogQuery query, Predicate<LogLine> taker) {
        LogPage page = client.logs(query);
        long missed = page.missed();
        long left = query.last().isPresent() ? query.last().getAsInt() : Long.MAX_VALUE;
        LogQuery rest = page.more() ? bounded(query) : query;
        while (give(page, left, taker) && page.more() && page.lines().size() < left) {
            left -= page.lines().size();
            page = client.logs(rest.from(OptionalLong.of(page.lines().getLast().id())));
            missed += page.missed();
        }
        return missed;
    }

    private static boolean give(LogPage page, long most, Predicate<LogLine> taker) {
        long given = 0;
        for (LogLine line : page.lines()) {
            if (given++ >= most || !taker.test(line)) {
                return false;
            }
        }
        return given > 0;
    }

    /** Return the same up to now, for who writes faster than we read would never let us come to an end. */
    private LogQuery bounded(LogQuery query) {
        if (query.until().isPresent() || query.last().isPresent()) {
            return query.all();
        }
        return new LogQuery(
                query.programs(),
                query.after(),
                query.since(),
                Optional.of(client.programs(List.of()).at()),
                OptionalInt.empty(),
                query.run(),
                query.stream(),
                query.grep());
    }
}
