// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.program.Environment;
import dev.procmon.core.program.Environment.Base;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The processes that are registered with a {@link ProcessMonitor}, and nothing of what they are doing. It can be written
 * to a stream and read back by the same or a later version.
 *
 * @param processes in the order of their registration
 */
public record MonitorSnapshot(List<Registration> processes) {

    private static final int MAGIC = 0x70726d6e;
    private static final int VERSION = 1;
    private static final int COUNT_MAX = 1_000_000;
    private static final int TEXT_MAX = 16 * 1024 * 1024;

    public MonitorSnapshot {
        processes = List.copyOf(processes);
    }

    /** Write the snapshot. The stream is flushed and left open. */
    public void writeTo(OutputStream stream) throws IOException {
        DataOutputStream out = new DataOutputStream(stream);
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        out.writeInt(processes.size());
        for (Registration process : processes) {
            write(out, process);
        }
        out.flush();
    }

    /**
     * Read a snapshot that {@link #writeTo} has written.
     *
     * @throws IOException where the stream fails, ends early, or holds something else
     */
    public static MonitorSnapshot readFrom(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        if (in.readInt() != MAGIC) {
            throw new IOException("this is no snapshot of a process monitor");
        }
        int version = in.readInt();
        if (version != VERSION) {
            throw new IOException("snapshot of version " + version + ", expected " + VERSION);
        }
        int count = count(in);
        List<Registration> processes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            processes.add(read(in));
        }
        return new MonitorSnapshot(processes);
    }

    private static void write(DataOutputStream out, Registration process) throws IOException {
        writeText(out, process.name());
        out.writeInt(process.args().size());
        for (String arg : process.args()) {
            writeText(out, arg);
        }
        writeId(out, process.uid());
        writeId(out, process.gid());
        out.writeBoolean(process.env().base() == Base.INHERITED);
        out.writeInt(process.env().variables().size());
        for (Map.Entry<String, String> variable : process.env().variables().entrySet()) {
            writeText(out, variable.getKey());
            writeText(out, variable.getValue());
        }
        out.writeBoolean(process.cwd().isPresent());
        if (process.cwd().isPresent()) {
            writeText(out, process.cwd().get());
        }
    }

    private static Registration read(DataInputStream in) throws IOException {
        String name = readText(in);
        int count = count(in);
        List<String> args = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            args.add(readText(in));
        }
        OptionalLong uid = readId(in);
        OptionalLong gid = readId(in);
        Environment env = readEnvironment(in);
        Optional<String> cwd = in.readBoolean() ? Optional.of(readText(in)) : Optional.empty();
        return new Registration(name, args, uid, gid, env, cwd);
    }

    private static Environment readEnvironment(DataInputStream in) throws IOException {
        Base base = in.readBoolean() ? Base.INHERITED : Base.EMPTY;
        int count = count(in);
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            variables.put(readText(in), readText(in));
        }
        try {
            return new Environment(base, variables);
        } catch (IllegalArgumentException e) {
            throw new IOException("snapshot with an environment that no process can have: " + e.getMessage(), e);
        }
    }

    private static void writeId(DataOutputStream out, OptionalLong id) throws IOException {
        out.writeLong(id.orElse(-1));
    }

    private static OptionalLong readId(DataInputStream in) throws IOException {
        long id = in.readLong();
        return id < 0 ? OptionalLong.empty() : OptionalLong.of(id);
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > TEXT_MAX) {
            throw new IOException("snapshot with a text of " + length + " bytes");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("snapshot ends within a text");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > COUNT_MAX) {
            throw new IOException("snapshot with a list of " + count);
        }
        return count;
    }
}
