// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SdNotifyTest {

    private static final long SEED = 20_260_601;

    @Test
    void eachAssignmentOfTheProtocolIsKnown() {
        assertThat(SdNotify.read("READY=1")).containsExactly(new SdMessage.Ready());
        assertThat(SdNotify.read("STOPPING=1")).containsExactly(new SdMessage.Stopping());
        assertThat(SdNotify.read("STATUS=90 % done")).containsExactly(new SdMessage.Status("90 % done"));
        assertThat(SdNotify.read("ERRNO=2")).containsExactly(new SdMessage.Errno(2));
        assertThat(SdNotify.read("MAINPID=4711")).containsExactly(new SdMessage.MainPid(4711));
        assertThat(SdNotify.read("WATCHDOG=1")).containsExactly(new SdMessage.Watchdog());
        assertThat(SdNotify.read("WATCHDOG=trigger")).containsExactly(new SdMessage.WatchdogTrigger());
        assertThat(SdNotify.read("WATCHDOG_USEC=20000000"))
                .containsExactly(new SdMessage.WatchdogPeriod(Duration.ofSeconds(20)));
        assertThat(SdNotify.read("EXTEND_TIMEOUT_USEC=1500"))
                .containsExactly(new SdMessage.ExtendTimeout(Duration.ofNanos(1_500_000)));
        assertThat(SdNotify.read("RESTART_RESET=1")).containsExactly(new SdMessage.RestartReset());
        assertThat(SdNotify.read("FDSTORE=1")).containsExactly(new SdMessage.FdStore());
        assertThat(SdNotify.read("FDSTOREREMOVE=1")).containsExactly(new SdMessage.FdStoreRemove());
        assertThat(SdNotify.read("BARRIER=1")).containsExactly(new SdMessage.Barrier());
    }

    @Test
    void aMessageOfManyLinesIsManyAnswersInOrder() {
        assertThat(SdNotify.read("READY=1\nSTATUS=up\nX_MINE=a=b\n"))
                .containsExactly(
                        new SdMessage.Ready(), new SdMessage.Status("up"), new SdMessage.Unknown("X_MINE", "a=b"));
        assertThat(SdNotify.read("")).isEmpty();
        assertThat(SdNotify.read("\n\n")).isEmpty();
    }

    @Test
    void theMomentOfAReloadBelongsToItWhereverItStands() {
        SdMessage reload = new SdMessage.Reloading(OptionalLong.of(123));

        assertThat(SdNotify.read("RELOADING=1\nMONOTONIC_USEC=123")).containsExactly(reload);
        assertThat(SdNotify.read("MONOTONIC_USEC=123\nRELOADING=1")).containsExactly(reload);
        assertThat(SdNotify.read("RELOADING=1")).containsExactly(new SdMessage.Reloading(OptionalLong.empty()));
        assertThat(SdNotify.read("RELOADING=1\nMONOTONIC_USEC=soon"))
                .containsExactly(
                        new SdMessage.Reloading(OptionalLong.empty()), new SdMessage.Unknown("MONOTONIC_USEC", "soon"));
        assertThat(SdNotify.read("MONOTONIC_USEC=123")).containsExactly(new SdMessage.Unknown("MONOTONIC_USEC", "123"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "READY=0",
                "READY=",
                "READY=01",
                "READY= 1",
                "ready=1",
                "STOPPING=yes",
                "RELOADING=2",
                "ERRNO=",
                "ERRNO=-2",
                "ERRNO=ENOENT",
                "ERRNO=2147483648",
                "MAINPID=0",
                "MAINPID=-1",
                "MAINPID=1.5",
                "MAINPID=4294967297",
                "MAINPID=99999999999999999999999999",
                "WATCHDOG=",
                "WATCHDOG=Trigger",
                "WATCHDOG_USEC=0",
                "WATCHDOG_USEC=1s",
                "EXTEND_TIMEOUT_USEC=",
                "EXTEND_TIMEOUT_USEC=+5",
                "EXTEND_TIMEOUT_USEC=18446744073709551616",
                "EXTEND_TIMEOUT_USEC=\u0661",
                "RESTART_RESET=true",
                "FDSTORE=0",
                "FDSTOREREMOVE=x",
                "BARRIER=0",
                "=",
                "=1"
            })
    void aValueThatIsNoneIsUnknown(String line) {
        int equals = line.indexOf('=');

        assertThat(SdNotify.read(line))
                .containsExactly(new SdMessage.Unknown(line.substring(0, equals), line.substring(equals + 1)));
    }

    @Test
    void aLineWithoutAnEqualsSignIsUnknown() {
        assertThat(SdNotify.read("READY")).containsExactly(new SdMessage.Unknown("READY", ""));
    }

    @Test
    void forEverIsTheLongestTime() {
        assertThat(SdNotify.read("EXTEND_TIMEOUT_USEC=18446744073709551615"))
                .containsExactly(
                        new SdMessage.ExtendTimeout(Duration.ofNanos(1000).multipliedBy(Long.MAX_VALUE)));
    }

    @Test
    void noBytesMakeItFail() {
        Random random = new Random(SEED);
        for (int i = 0; i < 10_000; i++) {
            String text = new String(bytes(random), StandardCharsets.UTF_8);
            List<SdMessage> messages = SdNotify.read(text);

            long lines = text.lines().count();
            assertThat((long) messages.size())
                    .as(text)
                    .isLessThanOrEqualTo(
                            lines + text.chars().filter(c -> c == '\r').count() + 1);
        }
    }

    /** Return bytes that are anything, or pieces of the protocol, or both. */
    private static byte[] bytes(Random random) {
        String[] pieces = {
            "READY=1",
            "\n",
            "=",
            "MAINPID=",
            "WATCHDOG=",
            "trigger",
            "EXTEND_TIMEOUT_USEC=",
            "RELOADING=1",
            "\0",
            "9",
            "18446744073709551615",
            "MONOTONIC_USEC=",
            "STATUS=",
            "\uFFFF",
            "-",
            "ERRNO="
        };
        StringBuilder text = new StringBuilder();
        for (int count = random.nextInt(12); count > 0; count--) {
            if (random.nextInt(3) == 0) {
                byte[] any = new byte[random.nextInt(40)];
                random.nextBytes(any);
                text.append(new String(any, StandardCharsets.ISO_8859_1));
            } else {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
        }
        return text.toString().getBytes(random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    }
}
