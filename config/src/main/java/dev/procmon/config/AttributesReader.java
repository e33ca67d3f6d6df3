// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlValue;
import dev.procmon.core.program.Attributes;
import dev.procmon.core.program.Quota;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Reads with what limits and rights a program runs: from {@code umask} to {@code pids-max}. */
final class AttributesReader {

    private static final int UMASK_MAX = 0777;
    private static final int UMASK_DIGITS_MAX = 4;
    private static final double CPU_MIN = 0.01;
    private static final double CPU_MAX = 1_024;

    /** The greatest number of processes and of simultaneous starts. */
    static final int COUNT_MAX = 1_000_000;

    private final Fields fields;

    AttributesReader(Fields fields) {
        this.fields = fields;
    }

    Attributes read() {
        return new Attributes(
                umask(),
                fields.whole(Key.NICE, -20, 19),
                fields.whole(Key.OOM_SCORE, -1_000, 1_000),
                LimitsReader.read(fields),
                fields.truth(Key.NO_NEW_PRIVS),
                processors(),
                quota());
    }

    private OptionalInt umask() {
        Optional<TomlValue> value = fields.value(Key.UMASK);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        int mask = value.get() instanceof TomlValue.Text text ? octal(text.value()) : UMASK_MAX + 1;
        if (mask > UMASK_MAX) {
            fields.mismatch(Key.UMASK, value.get());
            return OptionalInt.empty();
        }
        return OptionalInt.of(mask);
    }

    /** Return the number that octal digits make, or one that no mask is. */
    private static int octal(String digits) {
        boolean valid = !digits.isEmpty() && digits.length() <= UMASK_DIGITS_MAX;
        int number = 0;
        for (int i = 0; valid && i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            valid = digit >= 0 && digit <= 7;
            number = number * 8 + digit;
        }
        return valid ? number : UMASK_MAX + 1;
    }

    private Set<Integer> processors() {
        Optional<TomlValue> value = fields.value(Key.CPUS);
        if (value.isEmpty()) {
            return Set.of();
        }
        Optional<Set<Integer>> processors = ProcessorsText.of(value.get());
        return processors.isPresent()
                ? processors.get()
                : fields.<Set<Integer>>mismatch(Key.CPUS, value.get()).orElse(Set.of());
    }

    private Quota quota() {
        OptionalInt processes = fields.whole(Key.PIDS_MAX, 1, COUNT_MAX);
        return new Quota(
                fields.bytes(Key.MEMORY_MAX),
                cpu(),
                processes.isPresent() ? OptionalLong.of(processes.getAsInt()) : OptionalLong.empty());
    }

    private OptionalDouble cpu() {
        Optional<TomlValue> value = fields.value(Key.CPU_MAX);
        if (value.isEmpty()) {
            return OptionalDouble.empty();
        }
        Optional<Double> cpu =
                value.get() instanceof TomlValue.Text text ? RatioText.parse(text.value()) : fields.number(Key.CPU_MAX);
        if (cpu.isPresent() && cpu.get() >= CPU_MIN && cpu.get() <= CPU_MAX) {
            return OptionalDouble.of(cpu.get());
        }
        if (cpu.isPresent() || value.get() instanceof TomlValue.Text) {
            fields.mismatch(Key.CPU_MAX, value.get());
        }
        return OptionalDouble.empty();
    }
}
