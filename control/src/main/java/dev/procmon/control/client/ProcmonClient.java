// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.client;

import dev.procmon.control.action.ActionReport;
import dev.procmon.control.action.ActionRequest;
import dev.procmon.control.event.Event;
import dev.procmon.control.event.EventPage;
import dev.procmon.control.output.LogFilesReport;
import dev.procmon.control.output.LogFilesRequest;
import dev.procmon.control.output.LogLine;
import dev.procmon.control.output.LogPage;
import dev.procmon.control.plan.Plan;
import dev.procmon.control.status.InstanceStatus;
import dev.procmon.control.status.ProgramList;
import dev.procmon.control.status.RunRecord;
import dev.procmon.control.status.Why;
import java.util.List;

/**
 * Talks to a running supervisor. Each call blocks until it is answered; calls of several threads go over connections of their own. A
 * call that is not fulfilled ends with {@link ClientException}, whose message is one line for a person.
 */
public interface ProcmonClient extends AutoCloseable {

    /** The supervisor itself. */
    InstanceStatus instance();

    /**
     * Programs.
     *
     * @param patterns as in {@link ActionRequest#programs}; all where there are none
     */
    ProgramList programs(List<String> patterns);

    /** Why a program is as it is. */
    Why why(String program);

    /** The runs of a program, the latest last. */
    List<RunRecord> runs(String program);

    /** Ask for something about programs. */
    ActionReport act(ActionRequest request);

    /** Events that were. */
    EventPage events(EventQuery query);

    /** Follow events: first those that were, then those that come. The stream reconnects by itself, and nothing is missed or told twice. */
    ClientStream<Event> followEvents(EventQuery query);

    /** Lines that programs have written. */
    LogPage logs(LogQuery query);

    /** Follow lines: first those that were, then those that come. */
    ClientStream<LogLine> followLogs(LogQuery query);

    /** What is in effect, as a configuration file. */
    String config();

    /** What a reload would do. */
    Plan plan();

    /** Bring what the file says into effect; return what was done, and what was not. */
    Plan reload();

    /** Open the files of output anew, or begin new ones. */
    LogFilesReport logFiles(LogFilesRequest request);

    /**
     * Stop all programs and end the supervisor. Returns when the supervisor has gone.
     *
     * @param kill whether programs are killed at once
     */
    void shutdown(boolean kill);

    /**
     * Ask for the same. Returns when the supervisor has taken it.
     *
     * @param kill whether programs are killed at once
     */
    void beginShutdown(boolean kill);

    @Override
    void close();
}
