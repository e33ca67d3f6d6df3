// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronScheduleTest {

    private static final String BERLIN = "Europe/Berlin";
    private static final String NEW_YORK = "America/New_York";

    @Test
    void theNextTimeIsLaterThanTheOneThatIsAskedAbout() {
        assertThat(times("0 3 * * *", "UTC", "2026-07-01T03:00Z", 2))
                .containsExactly("2026-07-02T03:00Z", "2026-07-03T03:00Z");
        assertThat(times("0 3 * * *", "UTC", "2026-07-01T02:59:59.999Z", 1)).containsExactly("2026-07-01T03:00Z");
        assertThat(times("* * * * * *", "UTC", "2026-07-01T02:59:59.001Z", 2))
                .containsExactly("2026-07-01T03:00Z", "2026-07-01T03:00:01Z");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            @yearly            | 2027-01-01T00:00Z
            @annually          | 2027-01-01T00:00Z
            @monthly           | 2026-08-01T00:00Z
            @weekly            | 2026-07-05T00:00Z
            @daily             | 2026-07-02T00:00Z
            @midnight          | 2026-07-02T00:00Z
            @hourly            | 2026-07-01T13:00Z
            30 4 1,15 * *      | 2026-07-15T04:30Z
            */10 * * * * *     | 2026-07-01T12:00:10Z
            5-59/20 * * * *    | 2026-07-01T12:05Z
            0 0 * * 7          | 2026-07-05T00:00Z
            0 0 * * Sun        | 2026-07-05T00:00Z
            0 0 * feb *        | 2027-02-01T00:00Z
            0 0 * * FRI-SUN    | 2026-07-03T00:00Z
            0 0 * * 5-7        | 2026-07-03T00:00Z
            59 23 31 12 *      | 2026-12-31T23:59Z
            59 59 23 31 12 *   | 2026-12-31T23:59:59Z
            """)
    void linesAreUnderstood(String line, String next) {
        assertThat(times(line, "UTC", "2026-07-01T12:00Z", 1)).containsExactly(next);
    }

    @Test
    void whereBothDaysAreGivenEitherWillDo() {
        assertThat(times("0 0 13 * FRI", "UTC", "2026-07-01T00:00Z", 4))
                .containsExactly("2026-07-03T00:00Z", "2026-07-10T00:00Z", "2026-07-13T00:00Z", "2026-07-17T00:00Z");
    }

    @Test
    void whereOneOfThemBeginsWithAStarBothMustDo() {
        assertThat(times("0 0 */2 * FRI", "UTC", "2026-07-01T00:00Z", 3))
                .containsExactly("2026-07-03T00:00Z", "2026-07-17T00:00Z", "2026-07-31T00:00Z");
    }

    @Test
    void aLeapDayComesEveryFourthYearButForMostCenturies() {
        assertThat(times("0 0 29 2 *", "UTC", "2092-03-01T00:00Z", 3))
                .containsExactly("2096-02-29T00:00Z", "2104-02-29T00:00Z", "2108-02-29T00:00Z");
        assertThat(times("0 0 29 2 *", "UTC", "2000-01-01T00:00Z", 1)).containsExactly("2000-02-29T00:00Z");
    }

    @Test
    void aLeapDayOnACertainDayOfTheWeekIsFoundAfterFortyYears() {
        // By the star of the step both must do, and only 0 and 7 are left of the week: Sunday.
        assertThat(times("0 0 29 2 */7", "UTC", "2087-01-01T00:00Z", 2))
                .containsExactly("2088-02-29T00:00Z", "2128-02-29T00:00Z");
    }

    @ParameterizedTest
    @CsvSource({"0 0 31 2 *", "0 0 30 2 *", "0 0 31 4,6,9,11 *"})
    void aDayThatNoMonthHasIsRefused(String line) {
        assertThat(CronLine.read(line)).isInstanceOf(CronLine.Reading.Refused.class);
    }

    @Test
    void aDayThatNoMonthHasWillDoBesideADayOfTheWeek() {
        assertThat(times("0 0 31 2 MON", "UTC", "2026-01-01T00:00Z", 2))
                .containsExactly("2026-02-02T00:00Z", "2026-02-09T00:00Z");
    }

    @Test
    void aTimeThatDoesNotExistIsTheFirstMomentAfterTheGap() {
        assertThat(times("30 2 * * *", BERLIN, "2026-03-28T12:00Z", 3))
                .containsExactly(
                        "2026-03-29T03:00+02:00[Europe/Berlin]",
                        "2026-03-30T02:30+02:00[Europe/Berlin]",
                        "2026-03-31T02:30+02:00[Europe/Berlin]");
        assertThat(times("30 2 * * *", NEW_YORK, "2026-03-07T12:00Z", 2))
                .containsExactly(
                        "2026-03-08T03:00-04:00[America/New_York]", "2026-03-09T02:30-04:00[America/New_York]");
    }

    @Test
    void severalTimesInOneGapAreOne() {
        assertThat(times("*/10 2 * * *", BERLIN, "2026-03-28T12:00Z", 2))
                .containsExactly("2026-03-29T03:00+02:00[Europe/Berlin]", "2026-03-30T02:00+02:00[Europe/Berlin]");
        assertThat(times("30 2,3 * * *", BERLIN, "2026-03-28T12:00Z", 3))
                .containsExactly(
                        "2026-03-29T03:00+02:00[Europe/Berlin]",
                        "2026-03-29T03:30+02:00[Europe/Berlin]",
                        "2026-03-30T02:30+02:00[Europe/Berlin]");
    }

    @Test
    void aTimeThatComesTwiceIsTheFirstOfThem() {
        assertThat(times("30 2 * * *", BERLIN, "2026-10-24T12:00Z", 2))
                .containsExactly("2026-10-25T02:30+02:00[Europe/Berlin]", "2026-10-26T02:30+01:00[Europe/Berlin]");
        assertThat(times("30 1 * * *", NEW_YORK, "2026-10-31T12:00Z", 2))
                .containsExactly(
                        "2026-11-01T01:30-04:00[America/New_York]", "2026-11-02T01:30-05:00[America/New_York]");
    }

    @Test
    void inTheHourThatComesTwiceTheSecondOneIsPassedOver() {
        assertThat(times("*/20 2 * * *", BERLIN, "2026-10-25T00:25Z", 2))
                .containsExactly("2026-10-25T02:40+02:00[Europe/Berlin]", "2026-10-26T02:00+01:00[Europe/Berlin]");
        assertThat(times("*/20 2 * * *", BERLIN, "2026-10-25T01:25Z", 1))
                .containsExactly("2026-10-26T02:00+01:00[Europe/Berlin]");
    }

    @Test
    void timesOfEveryHourFollowTheClock() {
        assertThat(times("30 * * * *", BERLIN, "2026-03-29T00:00Z", 2))
                .containsExactly("2026-03-29T01:30+01:00[Europe/Berlin]", "2026-03-29T03:30+02:00[Europe/Berlin]");
        assertThat(times("30 * * * *", BERLIN, "2026-10-25T00:00Z", 3))
                .containsExactly(
                        "2026-10-25T02:30+02:00[Europe/Berlin]",
                        "2026-10-25T02:30+01:00[Europe/Berlin]",
                        "2026-10-25T03:30+01:00[Europe/Berlin]");
        assertThat(times("0 0 * * * *", NEW_YORK, "2026-11-01T05:00Z", 2))
                .containsExactly(
                        "2026-11-01T01:00-05:00[America/New_York]", "2026-11-01T02:00-05:00[America/New_York]");
    }

    @Test
    void everyTenSecondsIsEveryTenSecondsThroughBothChanges() {
        for (String from : List.of("2026-03-29T00:59:45Z", "2026-10-25T00:59:45Z", "2026-10-25T01:59:45Z")) {
            CronSchedule schedule = schedule("*/10 * * * * *", BERLIN);
            Instant at = Instant.parse(from).plusSeconds(5);
            for (int i = 0; i < 5; i++) {
                Instant next = schedule.next(at).orElseThrow();
                assertThat(next).isEqualTo(at.plusSeconds(10));
                at = next;
            }
        }
    }

    @Test
    void changesOfHalfAnHourAreChangesToo() {
        assertThat(times("45 1 * * *", "Australia/Lord_Howe", "2026-04-04T00:00Z", 2))
                .containsExactly(
                        "2026-04-05T01:45+11:00[Australia/Lord_Howe]", "2026-04-06T01:45+10:30[Australia/Lord_Howe]");
    }

    @Test
    void aDayThatWasLeftOutIsMadeUpForAtItsEnd() {
        // Samoa went from December 29 to 31 in 2011.
        assertThat(times("0 12 30 12 *", "Pacific/Apia", "2011-12-01T00:00Z", 1))
                .containsExactly("2011-12-31T00:00+14:00[Pacific/Apia]");
    }

    private static CronSchedule schedule(String line, String zone) {
        return switch (CronLine.read(line)) {
            case CronLine.Reading.Understood(CronTimes times) -> new CronSchedule(line, times, ZoneId.of(zone));
            case CronLine.Reading.Refused refused -> throw new AssertionError(refused.toString());
        };
    }

    private static List<String> times(String line, String zone, String after, int count) {
        CronSchedule schedule = schedule(line, zone);
        List<String> times = new ArrayList<>();
        Optional<Instant> at = schedule.next(ZonedDateTime.parse(after).toInstant());
        for (int i = 0; i < count; i++) {
            String time = at.orElseThrow().atZone(ZoneId.of(zone)).toString();
            times.add(time.replace("Z[UTC]", "Z"));
            at = schedule.next(at.orElseThrow());
        }
        return times;
    }
}
