// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.program.Account;
import dev.procmon.core.program.Command;
import dev.procmon.core.program.Environment;
import dev.procmon.core.program.Identity;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.ProgramName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What was given to {@link ProcessMonitor#addProcess}.
 *
 * @param name the name of the process
 * @param args its arguments, the first of which names the executable
 * @param uid the user id it runs as; the monitor's own where empty
 * @param gid the group id it runs as; the user's or the monitor's own where empty
 * @param env its environment
 * @param cwd its working directory; the monitor's own where empty
 */
public record Registration(
        String name, List<String> args, OptionalLong uid, OptionalLong gid, Environment env, Optional<String> cwd) {

    public Registration {
        args = List.copyOf(args);
    }

    /** Return a registration of a process with an empty environment and the monitor's identity and directory. */
    public static Registration of(String name, List<String> args) {
        return new Registration(
                name, args, OptionalLong.empty(), OptionalLong.empty(), Environment.empty(), Optional.empty());
    }

    /** Check it, and return the program it describes. */
    Program program() {
        return new Program(new ProgramName(name), new Command(args), env, cwd, Identity.of(account(uid), account(gid)));
    }

    static Registration of(Program program) {
        return new Registration(
                program.name().value(),
                program.command().arguments(),
                id(program.identity().user()),
                id(program.identity().group()),
                program.environment(),
                program.directory());
    }

    private static Optional<Account> account(OptionalLong id) {
        return id.isPresent() ? Optional.of(new Account.Id(id.getAsLong())) : Optional.empty();
    }

    private static OptionalLong id(Optional<Account> account) {
        return account.isPresent() && account.get() instanceof Account.Id(var id)
                ? OptionalLong.of(id)
                : OptionalLong.empty();
    }
}
