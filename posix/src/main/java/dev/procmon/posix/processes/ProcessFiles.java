// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.processes;

import dev.procmon.core.process.Remnant;
import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.KernelFiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads what /proc shows of one process. Where nothing can be read the process is gone, or belongs to somebody else. */
public final class ProcessFiles {

    private static final String PROC = "/proc/";

    /** A command is cut here: it is for a person to recognise. */
    private static final int COMMAND_MAX = 120;

    private static final String UNIFIED = "0::";

    private final KernelFiles files;
    private final int pageSize;

    public ProcessFiles(Caller caller) {
        this.files = new KernelFiles(caller);
        this.pageSize = files.pageSize();
    }

    /** Return the line of numbers that the kernel shows of a process, each byte of its name a character. */
    public Optional<String> statText(int pid) {
        return files.read(PROC + pid + "/stat");
    }

    /** Return how many bytes a page of memory has. */
    public int pageSize() {
        return pageSize;
    }

    /** Return what a process is and does. */
    public Optional<ProcessStat> stat(int pid) {
        Optional<String> text = statText(pid);
        return text.isEmpty() ? Optional.empty() : ProcessStat.parse(text.get());
    }

    /** Return the real user id of a process; that of one that has ended can be seen until it is reaped. */
    public OptionalInt user(int pid) {
        String line = "\nUid:\t";
        String text = files.read(PROC + pid + "/status").orElse("");
        int at = text.indexOf(line);
        // A line break in the name of the process is shown as two characters, so this is the line.
        return at < 0
                ? OptionalInt.empty()
                : OptionalInt.of(numbers(text.substring(at)).getFirst());
    }

    /** Tell whether the process that was seen once still lives. */
    public boolean lives(ProcessStat seen) {
        Optional<ProcessStat> now = stat(seen.pid());
        return now.isPresent() && now.get().isSameAs(seen) && !now.get().hasEnded();
    }

    /** Return how many bytes of memory a process has in use, those that it shares with others too; 0 for one that is gone. */
    public long residentMemory(int pid) {
        Optional<String> text = files.read(PROC + pid + "/statm");
        if (text.isEmpty()) {
            return 0;
        }
        String[] pages = text.get().split(" ", 3);
        return pages.length < 3 ? 0 : Long.parseLong(pages[1]) * pageSize;
    }

    /** Return the control group of a process, below the root of version 2, where it has one (cgroups(7)). */
    public Optional<String> controlGroup(int pid) {
        return unified(files.read(PROC + pid + "/cgroup"));
    }

    /** Return the control group of this process. */
    public Optional<String> ownControlGroup() {
        return unified(files.read("/proc/self/cgroup"));
    }

    /** Tell whether a text is found in the environment that a process was executed with. */
    public boolean environmentHolds(int pid, String text) {
        Optional<String> environment = files.read(PROC + pid + "/environ");
        return environment.isPresent() && environment.get().contains(text);
    }

    /** Return the children of one thread of this process; nothing where the kernel does not list them. */
    public Optional<List<Integer>> childrenOfOwnThread(int thread) {
        Optional<String> text = files.read("/proc/self/task/" + thread + "/children");
        return text.isEmpty() ? Optional.empty() : Optional.of(numbers(text.get()));
    }

    /** Describe a process for a person; nothing where it has ended. */
    public Optional<Remnant> describe(int pid) {
        Optional<ProcessStat> found = stat(pid);
        if (found.isEmpty() || found.get().hasEnded()) {
            return Optional.empty();
        }
        ProcessStat stat = found.get();
        String command = printable(files.read(PROC + pid + "/cmdline").orElse(""));
        return Optional.of(new Remnant(pid, command.isEmpty() ? printable(stat.name()) : command, stat.doing()));
    }

    /** Return the numbers of a list that blanks or line feeds separate. */
    public static List<Integer> numbers(String text) {
        List<Integer> numbers = new ArrayList<>();
        int number = 0;
        boolean begun = false;
        for (int i = 0; i <= text.length(); i++) {
            char next = i == text.length() ? '\n' : text.charAt(i);
            if (next >= '0' && next <= '9') {
                number = number * 10 + next - '0';
                begun = true;
            } else if (begun) {
                numbers.add(number);
                number = 0;
                begun = false;
            }
        }
        return numbers;
    }

    private static Optional<String> unified(Optional<String> groups) {
        if (groups.isEmpty()) {
            return Optional.empty();
        }
        for (String line : groups.get().split("\n", -1)) {
            if (line.startsWith(UNIFIED)) {
                return Optional.of(utf8(line.substring(UNIFIED.length())));
            }
        }
        return Optional.empty();
    }

    /** Arguments end with NULs. A process may write what it likes there, so nothing that moves a cursor is left. */
    private static String printable(String bytes) {
        StringBuilder text = new StringBuilder();
        String decoded = utf8(bytes);
        for (int i = 0; i < decoded.length() && text.length() < COMMAND_MAX; i++) {
            char next = decoded.charAt(i);
            text.append(next == 0 ? ' ' : Character.isISOControl(next) ? '?' : next);
        }
        return text.toString().strip();
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
