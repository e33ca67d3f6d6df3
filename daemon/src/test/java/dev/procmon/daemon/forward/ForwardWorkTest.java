// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import static dev.procmon.daemon.forward.ForwardWorld.settle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.logs.LogSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForwardWorkTest {

    private static final Duration YEAR = Duration.ofDays(365);

    @TempDir
    private Path directory;

    private ForwardWorld world;

    @BeforeEach
    void begin() {
        world = new ForwardWorld(directory);
    }

    @Test
    void linesOfAllProgramsComeOnceInTheOrderOfTheirNumbers() {
        LogSource web = world.program("web");
        LogSource db = world.program("db");
        ForwardWork work = world.work();
        for (int i = 0; i < 3; i++) {
            world.write(web, "line " + i);
            world.write(db, "row " + i);
        }

        settle(work);
        world.write(web, "line 3");
        settle(work);

        assertThat(taken())
                .containsExactly(
                        "web line 0", "db row 0", "web line 1", "db row 1", "web line 2", "db row 2", "web line 3");
        assertThat(world.reports).isEmpty();
        assertThat(state().sentLines()).isEqualTo(7);
        assertThat(state().sentBytes()).isEqualTo(4 * 6 + 3 * 5);
        work.close();
    }

    @Test
    void whatWasThereBeforeAFirstUseIsNotSent() {
        LogSource web = world.program("web");
        world.write(web, "old");
        world.pass(Duration.ofSeconds(1));
        world.since.put("web", world.now);
        ForwardWork work = world.work();
        world.write(web, "new");

        settle(work);

        assertThat(taken()).containsExactly("web new");
        work.close();
    }

    @Test
    void aDeadReceiverIsTriedEverMoreRarelyAndMissesNothing() {
        LogSource web = world.program("web");
        ForwardWork work = world.work();
        world.receiver.isDead = true;
        List<Duration> delays = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            world.write(web, "line " + i);
            if (settle(work) instanceof Next.Retry(var delay)) {
                delays.add(delay);
                world.pass(delay);
            }
        }
        assertThat(delays).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
        assertThat(state().failures()).isEqualTo(8);
        assertThat(state().trouble()).contains("it is dead");
        assertThat(state().behind()).isGreaterThan(Duration.ofMinutes(3));

        world.receiver.isDead = false;
        settle(work);

        assertThat(taken()).hasSize(8).startsWith("web line 0").endsWith("web line 7");
        assertThat(world.reports)
                .containsExactly(
                        new ForwardReport.Unreachable("central", "it is dead", Duration.ofSeconds(1)),
                        new ForwardReport.ReachableAgain("central"));
        assertThat(state().trouble()).isEmpty();
        assertThat(state().behind()).isZero();

        world.receiver.isDead = true;
        world.write(web, "more");
        assertThat(settle(work)).isEqualTo(new Next.Retry(Duration.ofSeconds(1)));
        work.close();
    }

    @Test
    void aReceiverThatTakesLittleGetsTheRestNext() {
        LogSource web = world.program("web");
        ForwardWork work = world.work();
        world.receiver.patience = 2;
        for (int i = 0; i < 5; i++) {
            world.write(web, "line " + i);
        }

        settle(work);

        assertThat(taken()).containsExactly("web line 0", "web line 1", "web line 2", "web line 3", "web line 4");
        work.close();
    }

    @Test
    void whatWasNotSaidToBeTakenComesAgain() {
        LogSource web = world.program("web");
        ForwardWork work = world.work();
        world.receiver.breaksInTheMiddle = true;
        world.write(web, "one");
        world.write(web, "two");
        settle(work);

        world.receiver.breaksInTheMiddle = false;
        settle(work);

        assertThat(taken()).containsExactly("web one", "web two", "web one", "web two");
        work.close();
    }

    @Test
    void theNextSupervisorGoesOnWhereTheLastOneWas() throws Exception {
        LogSource web = world.program("web");
        ForwardWork first = world.work();
        world.write(web, "one");
        settle(first);
        world.receiver.isDead = true;
        world.write(web, "two");
        settle(first);
        first.close();
        world.rotate(web);
        world.write(web, "three");

        world.since.put("web", world.now);
        world.receiver.isDead = false;
        ForwardWork second = world.work();
        settle(second);

        assertThat(taken()).containsExactly("web one", "web two", "web three");
        second.close();
    }

    @Test
    void whereNothingCouldBeSentTheNextSupervisorBeginsWhereTheFirstDid() {
        LogSource web = world.program("web");
        world.receiver.isDead = true;
        ForwardWork first = world.work();
        world.write(web, "one");
        settle(first);
        first.close();

        world.receiver.isDead = false;
        world.pass(Duration.ofMinutes(1));
        world.since.put("web", world.now);
        ForwardWork second = world.work();
        settle(second);

        assertThat(taken()).containsExactly("web one");
        second.close();
    }

    @Test
    void whatCouldNotBeWrittenForAWhileIsNotPassedOverByTheNextSupervisor() {
        LogSource web = world.program("web");
        LogSource db = world.program("db");
        ForwardWork first = world.work();
        world.write(web, "first");
        var held = world.now.plusMillis(1);
        world.pass(Duration.ofMinutes(1));
        world.write(db, "later");
        settle(first);
        first.close();
        world.writeAt(held, web, "held");

        ForwardWork second = world.work();
        settle(second);

        assertThat(taken()).containsExactly("web first", "db later", "web held");
        second.close();
    }

    @Test
    void howFarItIsIsWrittenDownOnceASecondAtTheMost() throws Exception {
        LogSource web = world.program("web");
        ForwardWork work = world.work();
        Path cursor = directory.resolve("forward-central.cursor");
        world.write(web, "one");
        settle(work);
        String first = Files.readString(cursor);

        world.write(web, "two");
        assertThat(settle(work)).isEqualTo(new Next.Growth(Optional.of(ForwardWork.WRITE_EVERY)));
        assertThat(cursor).hasContent(first);

        world.pass(ForwardWork.WRITE_EVERY);
        assertThat(settle(work)).isEqualTo(new Next.Growth(Optional.empty()));
        String second = Files.readString(cursor);
        assertThat(second).isNotEqualTo(first);

        world.write(web, "three");
        settle(work);
        work.close();
        assertThat(Files.readString(cursor)).isNotEqualTo(second);
    }

    @Test
    void aDamagedCursorFileBeginsAnew() throws Exception {
        LogSource web = world.program("web");
        Files.writeString(directory.resolve("forward-central.cursor"), "procmon-forward 1\nx web \0\nmore\n");
        ForwardWork work = world.work();
        world.write(web, "one");

        settle(work);

        assertThat(taken()).containsExactly("web one");
        work.close();
    }

    @Test
    void noMoreIsInMemoryThanTheQueueAllows() {
        world.forward = ForwardWorld.forward(64 << 10);
        LogSource web = world.program("web");
        String line = "x".repeat(1_000);
        for (int i = 0; i < 500; i++) {
            world.write(web, line);
        }
        ForwardWork work = world.work();

        settle(work);

        assertThat(taken()).hasSize(500);
        assertThat(world.receiver.offered).allMatch(bytes -> bytes <= 64 << 10).hasSizeGreaterThan(8);
        work.close();
    }

    @Test
    void whatWasDeletedBeforeItWasSentIsToldOnce() throws Exception {
        world.forward = ForwardWorld.forward(64 << 10);
        LogSource web = world.program("web");
        for (int i = 0; i < 100; i++) {
            world.write(web, "x".repeat(1_000));
        }
        world.rotate(web);
        world.write(web, "deleted");
        Path second = world.rotate(web);
        long size = Files.size(second);
        world.write(web, "kept");
        ForwardWork work = world.work();
        world.receiver.isDead = true;
        settle(work);

        Files.delete(second);
        world.receiver.isDead = false;
        settle(work);

        assertThat(taken()).hasSize(101).endsWith("web kept");
        assertThat(state().lostBytes()).isEqualTo(size);
        assertThat(world.reports)
                .hasSize(3)
                .endsWith(new ForwardReport.Lost("central", size, ForwardReport.Lost.DELETED));
        work.close();
    }

    @Test
    void linesThatAreRefusedHoldUpNoOthersAndAreLost() {
        LogSource web = world.program("web");
        ForwardWork work = world.work();
        world.write(web, "bad one");
        world.write(web, "good");
        settle(work);

        assertThat(taken()).containsExactly("web good");
        assertThat(world.reports).containsExactly(refused(7));
        assertThat(state().sentLines()).isOne();
        assertThat(state().sentBytes()).isEqualTo(4);
        assertThat(state().lostBytes()).isEqualTo(7);
        assertThat(state().failures()).isZero();
        assertThat(state().trouble()).isEmpty();
        work.close();
    }

    /** A program may write nothing else. */
    @Test
    void refusalsAreToldOnceAMinuteAtTheMost() {
        LogSource web = world.program("web");
        ForwardWork work = world.work();
        world.write(web, "bad 1");
        settle(work);
        Instant told = world.now;
        world.pass(Duration.ofSeconds(10));
        world.write(web, "bad 22");
        world.write(web, "bad 333");
        settle(work);
        world.pass(ForwardWork.WRITE_EVERY);
        assertThat(settle(work))
                .isEqualTo(new Next.Growth(Optional.of(Refusals.TELL_EVERY.minus(Duration.between(told, world.now)))));
        assertThat(world.reports).containsExactly(refused(5));

        world.now = told.plus(Refusals.TELL_EVERY);
        assertThat(settle(work)).isEqualTo(new Next.Growth(Optional.empty()));
        assertThat(world.reports).containsExactly(refused(5), refused(6 + 7));

        world.write(web, "bad 4444");
        settle(work);
        work.close();
        assertThat(world.reports).hasSize(3).endsWith(refused(8));
    }

    @Test
    void replicasThatComeLaterAreOfTheirFamily() {
        world.since.put("web", ForwardWorld.BEGIN);
        ForwardWork work = world.work();
        LogSource third = world.program("web:3");
        world.write(third, "hello");
        settle(work);

        assertThat(taken()).containsExactly("web:3 hello");
        work.close();
    }

    @Test
    void whatARemovedProgramHasWrittenIsStillSent() {
        LogSource web = world.program("web");
        ForwardWork work = world.work();
        world.write(web, "one");
        settle(work);

        world.since.remove("web");
        work.change(world.wanted());
        world.write(web, "last words");
        settle(work);

        assertThat(taken()).containsExactly("web one", "web last words");
        work.close();
    }

    @Test
    void aProgramThatDoesNotNameItAnyLongerIsLetGo() {
        LogSource web = world.program("web");
        ForwardWork work = world.work();
        world.write(web, "one");
        settle(work);

        world.since.remove("web");
        world.others.add("web");
        work.change(world.wanted());
        world.write(web, "private");
        settle(work);

        assertThat(taken()).containsExactly("web one");
        work.close();
    }

    @Test
    void aProgramThatComesLaterIsForwardedToo() {
        LogSource web = world.program("web");
        ForwardWork work = world.work();
        world.write(web, "one");
        settle(work);

        LogSource late = world.program("late");
        work.change(world.wanted());
        world.write(late, "hello");
        settle(work);

        assertThat(taken()).containsExactly("web one", "late hello");
        work.close();
    }

    /** A host that came up with a clock ahead, and has the right time now. */
    @Test
    void afterTheClockWasSetBackTheNextSupervisorGoesOnBehindTheLastLineOfTheFuture() {
        LogSource web = world.program("web");
        ForwardWork first = world.work();
        world.write(web, "past");
        world.pass(YEAR);
        world.write(web, "future");
        settle(first);
        first.close();
        world.pass(YEAR.negated());
        world.write(web, "before the restart");

        world.since.put("web", world.now.plusSeconds(1));
        world.pass(Duration.ofSeconds(1));
        Instant future = world.now.plus(YEAR);
        ForwardWork second = world.work();
        settle(second);
        world.write(web, "after it");
        settle(second);

        assertThat(taken()).containsExactly("web past", "web future", "web before the restart", "web after it");
        assertThat(world.reports)
                .singleElement()
                .isInstanceOfSatisfying(ForwardReport.AheadOfClock.class, told -> assertThat(told.last())
                        .isBetween(future.minusSeconds(5), future));
        second.close();
    }

    @Test
    void whatWasNotSentWhenTheClockWasSetBackIsSentByTheNextSupervisor() throws Exception {
        LogSource web = world.program("web");
        ForwardWork first = world.work();
        world.pass(YEAR);
        world.write(web, "sent");
        settle(first);
        world.receiver.isDead = true;
        world.write(web, "future");
        settle(first);
        world.rotate(web);
        world.pass(YEAR.negated());
        world.write(web, "present");
        settle(first);
        first.close();

        world.receiver.isDead = false;
        world.since.put("web", world.now);
        ForwardWork second = world.work();
        settle(second);

        assertThat(taken()).containsExactly("web sent", "web future", "web present");
        second.close();
    }

    @Test
    void whereTheLastLineOfTheFutureIsGoneAllThatIsKeptIsSent() throws Exception {
        LogSource web = world.program("web");
        ForwardWork first = world.work();
        world.pass(YEAR);
        world.write(web, "future");
        settle(first);
        first.close();
        Files.delete(web.file());
        world.pass(YEAR.negated());
        world.write(web, "present");

        world.since.put("web", world.now.plusSeconds(1));
        ForwardWork second = world.work();
        settle(second);

        assertThat(taken()).containsExactly("web future", "web present");
        second.close();
    }

    /** The right time comes over the network a while after the supervisor has begun. */
    @Test
    void aClockThatIsSetBackBeforeTheFirstLineHoldsUpNothing() {
        LogSource web = world.program("web");
        world.since.put("web", ForwardWorld.BEGIN.plus(YEAR));
        world.pass(YEAR);
        ForwardWork work = world.work();
        settle(work);
        world.pass(YEAR.negated());
        world.write(web, "one");
        settle(work);
        world.write(web, "two");
        settle(work);

        assertThat(taken()).containsExactly("web one", "web two");
        assertThat(world.reports).singleElement().isInstanceOf(ForwardReport.AheadOfClock.class);
        work.close();
    }

    @Test
    void aCursorThatIsAFewSecondsAheadIsBelieved() {
        LogSource web = world.program("web");
        ForwardWork first = world.work();
        world.write(web, "one");
        settle(first);
        first.close();
        world.pass(Duration.ofSeconds(-9));
        ForwardWork second = world.work();
        settle(second);

        assertThat(taken()).containsExactly("web one");
        assertThat(world.reports).isEmpty();
        second.close();
    }

    /** The receiver fails, is slow, breaks; files rotate; the supervisor ends and comes again: all come, and those of a program in order. */
    @Test
    void overADayEveryLineComesAtLeastOnceAndInOrder() throws Exception {
        Random random = new Random(17);
        List<LogSource> programs = List.of(world.program("web"), world.program("db"), world.program("mail"));
        ForwardWork work = world.work();
        int written = 0;
        for (int minute = 0; minute < 24 * 60; minute++) {
            for (int i = random.nextInt(6); i > 0; i--) {
                world.write(programs.get(random.nextInt(3)), "line " + written++);
            }
            world.receiver.isDead = random.nextInt(4) == 0;
            world.receiver.breaksInTheMiddle = random.nextInt(20) == 0;
            world.receiver.patience = 1 + random.nextInt(5);
            if (random.nextInt(60) == 0) {
                LogSource which = programs.get(random.nextInt(3));
                if (Files.exists(which.file())) {
                    world.rotate(which);
                }
            }
            settle(work);
            world.pass(Duration.ofMinutes(1));
            if (random.nextInt(100) == 0) {
                work.close();
                work = world.work();
            }
        }
        world.receiver.isDead = false;
        world.receiver.breaksInTheMiddle = false;
        settle(work);
        work.close();

        Set<String> once = new LinkedHashSet<>(taken());
        assertThat(once).hasSize(written);
        for (LogSource each : programs) {
            List<Integer> numbers = once.stream()
                    .filter(line -> line.startsWith(each.program() + " "))
                    .map(line -> Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1)))
                    .toList();
            assertThat(numbers).isSorted();
        }
        assertThat(world.reports).hasSizeGreaterThan(100);
    }

    private static ForwardReport refused(long bytes) {
        return new ForwardReport.Lost("central", bytes, "it answers 400 to them");
    }

    private List<String> taken() {
        return world.receiver.taken;
    }

    private ForwardState state() {
        return world.count.state(world.now);
    }
}
