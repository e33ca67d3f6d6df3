// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.core.policy.ProbeTarget;
import dev.procmon.core.program.Command;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What a probe looks at, as it is written: before it is known which replica looks. */
sealed interface TargetText {

    /** Return what one replica looks at. */
    Parsed<ProbeTarget> target(Placeholders placeholders);

    /** A URL and what is expected of the answer. */
    record Http(String url, int statusMin, int statusMax, Map<String, String> headers, Optional<String> body)
            implements TargetText {
        @Override
        public Parsed<ProbeTarget> target(Placeholders placeholders) {
            return UrlText.target(this, placeholders);
        }
    }

    /** An address to connect to. */
    record Tcp(String address) implements TargetText {
        @Override
        public Parsed<ProbeTarget> target(Placeholders placeholders) {
            Parsed<ProbeTarget.Address> to = AddressText.address(placeholders.in(address));
            return to instanceof Parsed.Refused<ProbeTarget.Address> refused
                    ? refused.as()
                    : new Parsed.Understood<>(new ProbeTarget.Connect(to.get()));
        }
    }

    /** A command. */
    record Exec(Command command) implements TargetText {
        @Override
        public Parsed<ProbeTarget> target(Placeholders placeholders) {
            return new Parsed.Understood<>(new ProbeTarget.Exec(placeholders.in(command)));
        }
    }

    /** A regular expression for a line of the output. */
    record Log(String expression) implements TargetText {
        @Override
        public Parsed<ProbeTarget> target(Placeholders placeholders) {
            Parsed<Pattern> pattern = TargetText.pattern(placeholders.in(expression));
            return pattern instanceof Parsed.Refused<Pattern> refused
                    ? refused.as()
                    : new Parsed.Understood<>(new ProbeTarget.LogLine(pattern.get()));
        }
    }

    /** A file, from the root. */
    record File(String path) implements TargetText {
        @Override
        public Parsed<ProbeTarget> target(Placeholders placeholders) {
            return new Parsed.Understood<>(new ProbeTarget.FileExists(placeholders.in(path)));
        }
    }

    /** Read a regular expression. */
    static Parsed<Pattern> pattern(String text) {
        try {
            return new Parsed.Understood<>(Pattern.compile(text));
        } catch (PatternSyntaxException e) {
            String where = e.getIndex() < 0 ? "" : " near character " + (e.getIndex() + 1);
            return new Parsed.Refused<>(
                    "no regular expression: " + Shown.plain(e.getDescription()) + where + " of " + Shown.text(text));
        } catch (StackOverflowError _) {
            return new Parsed.Refused<>("no regular expression: nested too deep");
        }
    }
}
