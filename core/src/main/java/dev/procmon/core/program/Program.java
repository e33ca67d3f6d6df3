// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.program;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to run: the immutable description of a program. How to treat it is its {@link dev.procmon.core.policy.Policy}.
 *
 * @param name the name under which it is supervised
 * @param command executable and arguments
 * @param environment the variables that it sees
 * @param directory its working directory; the supervisor's own where empty
 * @param identity as whom it runs
 */
public record Program(
        ProgramName name, Command command, Environment environment, Optional<String> directory, Identity identity) {

    public Program {
        if (directory.isPresent() && directory.get().indexOf('\0') >= 0) {
            throw new IllegalArgumentException("working directory holds a NUL character");
        }
    }

    /** Return a program with the supervisor's own environment, directory and identity. */
    public static Program of(String name, String... command) {
        return new Program(
                new ProgramName(name),
                new Command(List.of(command)),
                Environment.inherited(),
                Optional.empty(),
                Identity.OWN);
    }

    /** Return the same program with variables added to the supervisor's own environment. */
    public Program withVariables(Map<String, String> variables) {
        return withEnvironment(Environment.inheritedWith(variables));
    }

    /** Return the same program with another environment. */
    public Program withEnvironment(Environment other) {
        return new Program(name, command, other, directory, identity);
    }

    /** Return the same program with another working directory. */
    public Program withDirectory(String other) {
        return new Program(name, command, environment, Optional.of(other), identity);
    }

    /** Return the same program as somebody else. */
    public Program withIdentity(Identity other) {
        return new Program(name, command, environment, directory, other);
    }
}
