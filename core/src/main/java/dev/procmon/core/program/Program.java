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
 * @param attributes with what limits and rights it runs
 * @param sockets the listening sockets that it is given, from descriptor 3 up
 * @param notification how it tells what it is doing
 * @param stdio where its standard output and error go
 */
public record Program(
        ProgramName name,
        Command command,
        Environment environment,
        Optional<String> directory,
        Identity identity,
        Attributes attributes,
        List<ListeningSocket> sockets,
        Notification notification,
        Stdio stdio) {

    public Program {
        if (directory.isPresent() && directory.get().indexOf('\0') >= 0) {
            throw new IllegalArgumentException("working directory holds a NUL character");
        }
        sockets = List.copyOf(sockets);
        if (notification instanceof Notification.Descriptor(var number) && number < 3 + sockets.size()) {
            throw new IllegalArgumentException("descriptor " + number + " is that of a listening socket");
        }
    }

    /** Make a program with the supervisor's own limits and rights, without sockets, which tells nothing. */
    public Program(
            ProgramName name, Command command, Environment environment, Optional<String> directory, Identity identity) {
        this(
                name,
                command,
                environment,
                directory,
                identity,
                Attributes.OWN,
                List.of(),
                Notification.NONE,
                Stdio.CAPTURED);
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
        return new Program(name, command, other, directory, identity, attributes, sockets, notification, stdio);
    }

    /** Return the same program with another working directory. */
    public Program withDirectory(String other) {
        return new Program(
                name, command, environment, Optional.of(other), identity, attributes, sockets, notification, stdio);
    }

    /** Return the same program as somebody else. */
    public Program withIdentity(Identity other) {
        return new Program(name, command, environment, directory, other, attributes, sockets, notification, stdio);
    }

    /** Return the same program with other limits and rights. */
    public Program withAttributes(Attributes other) {
        return new Program(name, command, environment, directory, identity, other, sockets, notification, stdio);
    }

    /** Return the same program with these listening sockets. */
    public Program withSockets(List<ListeningSocket> others) {
        return new Program(name, command, environment, directory, identity, attributes, others, notification, stdio);
    }

    /** Return the same program with another way to tell what it is doing. */
    public Program withNotification(Notification other) {
        return new Program(name, command, environment, directory, identity, attributes, sockets, other, stdio);
    }

    /** Return the same program with its output going elsewhere. */
    public Program withStdio(Stdio other) {
        return new Program(name, command, environment, directory, identity, attributes, sockets, notification, other);
    }

    /** Return what runs another command as this program is run, such as a hook: without sockets, and telling nothing. */
    public Program running(Command other) {
        return new Program(
                name,
                other,
                environment,
                directory,
                identity,
                attributes,
                List.of(),
                Notification.NONE,
                Stdio.CAPTURED);
    }
}
