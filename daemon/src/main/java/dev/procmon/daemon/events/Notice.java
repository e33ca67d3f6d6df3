// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.events;

import dev.procmon.config.LogPolicy;
import dev.procmon.control.event.Tone;
import dev.procmon.core.process.Signal;
import dev.procmon.core.program.ProgramName;
import dev.procmon.daemon.forward.ForwardReport;
import dev.procmon.daemon.logs.LogReport;
import java.util.List;

/** What is to be said that is not about the life of one program. */
public sealed interface Notice {

    /** How serious it is. */
    default Tone tone() {
        return Tone.QUIET;
    }

    /** Say it for a person. */
    String text();

    /** All programs are being stopped because a signal came. */
    record Stopping(int programs, Signal signal) implements Notice {
        @Override
        public String text() {
            String what = "stopping " + count(programs);
            return signal.equals(Signal.INT) ? what + ", Ctrl-C again to kill" : what + " on " + signal;
        }
    }

    /** All programs are being stopped because nobody reads the output any longer. */
    record OutputClosed(int programs) implements Notice {
        @Override
        public String text() {
            return "standard output was closed, stopping " + count(programs);
        }
    }

    /** All programs are being stopped because a policy says so. */
    record StoppingForGood(int programs) implements Notice {
        @Override
        public String text() {
            return "stopping " + count(programs);
        }
    }

    /** All programs that are left are being killed. */
    record Killing(int programs) implements Notice {
        @Override
        public String text() {
            return "killing " + count(programs);
        }
    }

    /** All programs have stopped as requested. */
    record Stopped() implements Notice {
        @Override
        public String text() {
            return "all programs have stopped";
        }
    }

    /**
     * The supervisor ends although programs live that nothing can kill.
     *
     * @param left each with its pid
     */
    record LeftBehind(List<String> left) implements Notice {
        @Override
        public Tone tone() {
            return Tone.BAD;
        }

        @Override
        public String text() {
            return "giving up, left behind: " + String.join(", ", left);
        }
    }

    /**
     * All programs have ended and none is to be started again.
     *
     * @param programs how many there are
     * @param failed those that did not end with success
     */
    record Ended(int programs, List<ProgramName> failed) implements Notice {
        @Override
        public Tone tone() {
            return failed.isEmpty() ? Tone.QUIET : Tone.BAD;
        }

        @Override
        public String text() {
            if (failed.isEmpty()) {
                return programs == 1 ? "the program has ended with success" : "all programs have ended with success";
            }
            StringBuilder names = new StringBuilder();
            for (ProgramName name : failed) {
                names.append(names.isEmpty() ? "" : ", ").append(name);
            }
            return programs == 1
                    ? "the program has ended without success"
                    : "all programs have ended, without success: " + names;
        }
    }

    /** There is something to say of a log file. */
    record Log(LogReport report) implements Notice {
        @Override
        public Tone tone() {
            return report instanceof LogReport.WritableAgain ? Tone.QUIET : Tone.BAD;
        }

        @Override
        public String text() {
            return switch (report) {
                case LogReport.Unwritable(var file, var cause, var _) ->
                    "cannot write log " + file + ": " + cause
                            + "; its lines are kept in memory, and it is tried again every second";
                case LogReport.Full(var file, var onFull) ->
                    "log " + file + " still cannot be written and the memory for it is full; "
                            + (onFull == LogPolicy.OnFull.WAIT ? "programs wait" : "the oldest lines are dropped")
                            + " until it can be";
                case LogReport.WritableAgain(var file, var lines, var bytes) ->
                    "log " + file + " is written again" + (bytes == 0 ? "" : ", " + lost(lines, bytes, "was", "were"));
                case LogReport.Lost(var file, var lines, var bytes) ->
                    "log " + file + " could not be written to the end, " + lost(lines, bytes, "is", "are");
                case LogReport.Unrotatable(var file, var cause) ->
                    "cannot rotate log " + file + ": " + cause + "; it grows until it can be rotated";
                case LogReport.Untidy(var file, var cause) ->
                    "cannot tidy up older files of log " + file + ": " + cause
                            + "; it is tried again after the next rotation";
                case LogReport.Off(var directory, var cause) ->
                    "cannot keep output in " + directory + ": " + cause
                            + "; programs without a log file go without one";
            };
        }

        private static String lost(long lines, long bytes, String one, String many) {
            return (lines == 1 ? "1 line" : lines + " lines") + " (" + (bytes == 1 ? "1 byte" : bytes + " bytes") + ") "
                    + (lines == 1 ? one : many) + " lost";
        }
    }

    /** There is something to say of a receiver of output. */
    record Forwarded(ForwardReport report) implements Notice {
        @Override
        public Tone tone() {
            return report instanceof ForwardReport.ReachableAgain ? Tone.QUIET : Tone.BAD;
        }

        @Override
        public String text() {
            return switch (report) {
                case ForwardReport.Unreachable(var name, var cause, var nextIn) ->
                    "cannot forward output to " + name + ": " + cause
                            + "; it waits where it is kept, and is tried again in " + nextIn.toSeconds() + " s";
                case ForwardReport.ReachableAgain(var name) ->
                    "output is forwarded to " + name + " again, from where it was";
                case ForwardReport.AheadOfClock(var name, var last) ->
                    "the clock was set back: what " + name + " has taken last is of " + last
                            + "; it gets what was written since, and some lines may come twice";
                case ForwardReport.Lost(var name, var bytes, var cause) ->
                    bytes + " bytes of output were not forwarded to " + name + ": " + cause;
            };
        }
    }

    /** Something about the event log itself. */
    record Events(EventLogReport report) implements Notice {
        @Override
        public Tone tone() {
            return report instanceof EventLogReport.WritableAgain ? Tone.QUIET : Tone.BAD;
        }

        @Override
        public String text() {
            return report.sentence();
        }
    }

    /**
     * The supervisor has started: the events after this one are of its life.
     *
     * @param instance the name of the instance
     * @param config its configuration file
     */
    record Begun(String instance, long pid, String version, String config) implements Notice {
        @Override
        public String text() {
            return "procmon " + version + " has started, pid " + pid + ", with " + config;
        }
    }

    /**
     * The former supervisor of this name has ended without stopping its programs.
     *
     * @param pid its process
     */
    record FormerKilled(long pid) implements Notice {
        @Override
        public Tone tone() {
            return Tone.BAD;
        }

        @Override
        public String text() {
            return "the former supervisor (pid " + pid
                    + ") was killed: what it had started may still run beside what is started now, and is not known here";
        }
    }

    /**
     * All programs have come to rest for the first time: ready, ended, failed, or waiting for one that has.
     *
     * @param programs how many there are
     * @param others those that are not as they were to be, each with what it does instead
     */
    record AllStarted(int programs, List<String> others) implements Notice {
        @Override
        public String text() {
            String all = count(programs) + " started";
            return others.isEmpty() ? all : all + ", not as wanted: " + String.join(", ", others);
        }
    }

    /**
     * All programs are being stopped because somebody asks for that.
     *
     * @param caller who, for a person
     */
    record StoppingFor(int programs, String caller) implements Notice {
        @Override
        public String text() {
            return "stopping " + count(programs) + ", asked for by " + caller;
        }
    }

    /**
     * The supervisor cannot be asked, or only in part.
     *
     * @param cause why, for a person
     */
    record Unreachable(String cause) implements Notice {
        @Override
        public Tone tone() {
            return Tone.BAD;
        }

        @Override
        public String text() {
            return "other commands cannot reach this supervisor: " + cause;
        }
    }

    /**
     * Somebody has asked for something about programs.
     *
     * @param action what, such as {@code restart}
     * @param programs about which
     * @param caller who, for a person: {@code user alice (uid 1000)}
     */
    record Requested(String action, List<String> programs, String caller) implements Notice {
        @Override
        public String text() {
            return action + " of " + String.join(", ", programs) + ", asked for by " + caller;
        }
    }

    /** What the configuration says now is being brought into effect. */
    record ReloadBegun(String caller) implements Notice {
        @Override
        public String text() {
            return "reloading the configuration, asked for by " + caller;
        }
    }

    /**
     * What the configuration says is in effect.
     *
     * @param changes how many changes that were
     */
    record ReloadDone(int changes, String caller) implements Notice {
        @Override
        public String text() {
            return changes == 0 ? "reloaded, nothing has changed" : "reloaded, " + made(changes);
        }
    }

    /**
     * What the configuration says is not in effect, or not all of it.
     *
     * @param done how many changes were made
     * @param left how many were not
     * @param down the programs that were changed and do not run
     * @param cause why
     */
    record ReloadFailed(int done, int left, List<String> down, String cause, String caller) implements Notice {

        public ReloadFailed {
            down = List.copyOf(down);
        }

        @Override
        public Tone tone() {
            return Tone.BAD;
        }

        @Override
        public String text() {
            return "the reload has failed: " + cause + "; " + (done == 0 ? "nothing was changed" : made(done) + but());
        }

        private String but() {
            String names = String.join(", ", down);
            String who = down.isEmpty() ? "" : " but " + names + (down.size() == 1 ? " does not run" : " do not run");
            return left == 0 ? who : who + ", " + left + " left";
        }
    }

    private static String made(int changes) {
        return (changes == 1 ? "1 change" : changes + " changes") + " made";
    }

    private static String count(int programs) {
        return programs == 1 ? "1 program" : programs + " programs";
    }
}
