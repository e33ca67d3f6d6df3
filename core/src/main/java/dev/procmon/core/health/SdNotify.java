// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.health;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Reads messages of sd_notify(3). It never fails, whatever stands in them. */
public final class SdNotify {

    private static final String SINCE = "MONOTONIC_USEC";

    private SdNotify() {}

    /**
     * Read a message: assignments {@code KEY=VALUE}, one a line. Each becomes one answer, in their order; but that of the
     * moment at which a reload began belongs to the reload.
     */
    public static List<SdMessage> read(String text) {
        String[] lines = text.split("\n", -1);
        OptionalLong since = reloadingSince(lines);
        List<SdMessage> messages = new ArrayList<>();
        for (String line : lines) {
            if (!line.isEmpty() && !(since.isPresent() && line.startsWith(SINCE + "="))) {
                int equals = line.indexOf('=');
                messages.add(
                        equals < 0
                                ? new SdMessage.Unknown(line, "")
                                : assignment(line.substring(0, equals), line.substring(equals + 1), since));
            }
        }
        return messages;
    }

    private static SdMessage assignment(String key, String value, OptionalLong since) {
        SdMessage unknown = new SdMessage.Unknown(key, value);
        return switch (key) {
            case "READY" -> whereOne(value, new SdMessage.Ready(), unknown);
            case "RELOADING" -> whereOne(value, new SdMessage.Reloading(since), unknown);
            case "STOPPING" -> whereOne(value, new SdMessage.Stopping(), unknown);
            case "STATUS" -> new SdMessage.Status(value);
            case "WATCHDOG" ->
                value.equals("trigger")
                        ? new SdMessage.WatchdogTrigger()
                        : whereOne(value, new SdMessage.Watchdog(), unknown);
            case "RESTART_RESET" -> whereOne(value, new SdMessage.RestartReset(), unknown);
            case "FDSTORE" -> whereOne(value, new SdMessage.FdStore(), unknown);
            case "FDSTOREREMOVE" -> whereOne(value, new SdMessage.FdStoreRemove(), unknown);
            case "BARRIER" -> whereOne(value, new SdMessage.Barrier(), unknown);
            default -> numeric(key, value, unknown);
        };
    }

    private static SdMessage numeric(String key, String value, SdMessage unknown) {
        OptionalLong number = positive(value);
        if (number.isEmpty()) {
            return unknown;
        }
        long found = number.getAsLong();
        return switch (key) {
            case "ERRNO" -> found > Integer.MAX_VALUE ? unknown : new SdMessage.Errno((int) found);
            // pid_t is an int on Linux.
            case "MAINPID" -> found > Integer.MAX_VALUE ? unknown : new SdMessage.MainPid(found);
            case "WATCHDOG_USEC" -> new SdMessage.WatchdogPeriod(micros(found));
            case "EXTEND_TIMEOUT_USEC" -> new SdMessage.ExtendTimeout(micros(found));
            default -> unknown;
        };
    }

    /** Return the moment of a message that tells of a reload and names one. */
    private static OptionalLong reloadingSince(String[] lines) {
        boolean reloading = false;
        OptionalLong since = OptionalLong.empty();
        for (String line : lines) {
            if (line.equals("RELOADING=1")) {
                reloading = true;
            } else if (line.startsWith(SINCE + "=") && since.isEmpty()) {
                since = positive(line.substring(SINCE.length() + 1));
            }
        }
        return reloading ? since : OptionalLong.empty();
    }

    private static SdMessage whereOne(String value, SdMessage message, SdMessage otherwise) {
        return value.equals("1") ? message : otherwise;
    }

    /**
     * Read a decimal number above zero that fits 64 bits without a sign. One that does not fit them with a sign becomes the
     * greatest that does: the protocol uses the greatest of all for "for ever".
     */
    private static OptionalLong positive(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return OptionalLong.empty();
            }
        }
        try {
            long number = Long.parseUnsignedLong(digits);
            return number == 0 ? OptionalLong.empty() : OptionalLong.of(number < 0 ? Long.MAX_VALUE : number);
        } catch (NumberFormatException emptyOrTooLong) {
            return OptionalLong.empty();
        }
    }

    private static Duration micros(long number) {
        return Duration.of(number, ChronoUnit.MICROS);
    }
}
