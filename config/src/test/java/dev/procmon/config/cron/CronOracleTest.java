// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config.cron;

import static org.assertj.core.api.Assertions.assertThat;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Where no clock is ever changed, we and the library agree. It is too slow to start with, not too wrong to compare with. */
class CronOracleTest {

    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    @Test
    void theNextTimeOfRandomLinesIsThatOfTheLibrary() {
        for (long seed = 0; seed < 1_000; seed++) {
            Random random = new Random(seed);
            String line = field(random, 0, 59) + " " + field(random, 0, 23) + " " + days(random);
            Instant after = Instant.ofEpochSecond(random.nextLong(1_700_000_000L, 2_000_000_000L));
            CronTimes times = ((CronLine.Reading.Understood) CronLine.read(line)).times();
            assertThat(new CronSchedule(line, times, ZoneOffset.UTC).next(after))
                    .as("seed %d: %s after %s", seed, line, after)
                    .isEqualTo(ExecutionTime.forCron(PARSER.parse(line))
                            .nextExecution(after.atZone(ZoneOffset.UTC))
                            .map(next -> next.toInstant()));
        }
    }

    /** With steps in days the two part: a star in a step is a star to crontab(5), and none to the library. */
    private static String days(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> value(random, 1, 28) + " " + field(random, 1, 12) + " *";
            case 1 -> "* " + field(random, 1, 12) + " " + value(random, 0, 6);
            default -> "* * *";
        };
    }

    private static String field(Random random, int min, int max) {
        return switch (random.nextInt(5)) {
            case 0 -> "*";
            case 1 -> "*/" + random.nextInt(2, max / 2);
            case 2 -> value(random, min, max) + "," + value(random, min, max);
            case 3 -> {
                int from = random.nextInt(min, max);
                yield from + "-" + random.nextInt(from + 1, max + 1);
            }
            default -> value(random, min, max);
        };
    }

    private static String value(Random random, int min, int max) {
        return Integer.toString(random.nextInt(min, max + 1));
    }
}
