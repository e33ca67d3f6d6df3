// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import dev.procmon.cli.command.Context;
import dev.procmon.cli.command.ExitCode;
import dev.procmon.cli.text.Columns;
import dev.procmon.cli.text.Load;
import dev.procmon.cli.text.SafeText;
import dev.procmon.cli.text.Width;
import dev.procmon.cli.top.Key;
import dev.procmon.cli.top.Looks;
import dev.procmon.cli.top.Screen;
import dev.procmon.cli.top.ScreenException;
import dev.procmon.cli.top.Screens;
import dev.procmon.control.client.ClientException;
import dev.procmon.control.client.ProcmonClient;
import dev.procmon.control.status.InstanceStatus;
import dev.procmon.control.status.ProgramList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** Shows the status again and again: in place on a terminal, one below the other elsewhere. */
final class StatusWatch {

    private final Text text;
    private final Context context;

    /** Makes lines of what was seen. */
    interface Text {

        List<String> lines(ProgramList list, InstanceStatus instance, Load load, Width room);
    }

    StatusWatch(Text text, Context context) {
        this.text = text;
        this.context = context;
    }

    ExitCode onScreen(Screens screens, Supplier<ProcmonClient> connecting, List<String> patterns, Duration most) {
        try (Screen screen = screens.open()) {
            OnScreen drawing = new OnScreen(screen);
            screen.onResize(drawing::draw);
            try (Looks looks = new Looks(connecting, patterns, most, drawing)) {
                looks.start();
                Key key;
                do {
                    key = screen.read();
                } while (!key.endsView());
            }
            return ExitCode.OK;
        } catch (ScreenException e) {
            context.error(String.valueOf(e.getMessage()));
            return ExitCode.USAGE;
        }
    }

    ExitCode onPaper(Width room, Supplier<ProcmonClient> connecting, List<String> patterns, Duration most) {
        OnPaper printing = new OnPaper(room);
        try (Looks looks = new Looks(connecting, patterns, most, printing)) {
            looks.start();
            return printing.ended.join();
        }
    }

    /** Remembers what was seen before, for what programs use meanwhile. */
    private final class Memory {

        private Optional<ProgramList> before = Optional.empty();

        Function<Width, List<String>> lines(ProcmonClient client, ProgramList list) {
            Load load = before.isPresent() ? Load.since(before.get()) : Load.ofWholeRuns();
            before = Optional.of(list);
            InstanceStatus instance = client.instance();
            return room -> text.lines(list, instance, load, room);
        }
    }

    /** Draws on the screen. What is wider or higher than it is cut. */
    private final class OnScreen implements Looks.Seen {

        private final Screen screen;
        private final Memory memory = new Memory();
        private Function<Width, List<String>> lines = _ -> List.of();
        private String lost = "";

        OnScreen(Screen screen) {
            this.screen = screen;
        }

        @Override
        public void looked(ProcmonClient client, ProgramList list) {
            seen(memory.lines(client, list), "");
        }

        @Override
        public void lost(ClientException why) {
            seen(lines, "procmon does not answer, trying again: " + SafeText.of(String.valueOf(why.getMessage())));
        }

        private synchronized void seen(Function<Width, List<String>> newLines, String newLost) {
            lines = newLines;
            lost = newLost;
            draw();
        }

        synchronized void draw() {
            List<String> all = lines.apply(Width.ofTerminal(screen.columns()));
            int rows = screen.rows() - (lost.isEmpty() ? 0 : 1);
            List<String> shown = new ArrayList<>(all.subList(0, Math.min(all.size(), rows)));
            if (all.size() > rows && rows > 1) {
                // The last line has the counts, and the one before says what is not seen.
                shown.set(rows - 2, "... " + (all.size() - rows + 1) + " more");
                shown.set(rows - 1, all.getLast());
            }
            if (!lost.isEmpty()) {
                shown.add(Columns.cut(lost, screen.columns()));
            }
            screen.draw(shown);
        }
    }

    /** Prints one below the other, for as long as somebody reads it and the supervisor is there. */
    private final class OnPaper implements Looks.Seen {

        private final CompletableFuture<ExitCode> ended = new CompletableFuture<>();
        private final Memory memory = new Memory();
        private final Width room;

        OnPaper(Width room) {
            this.room = room;
        }

        @Override
        public void looked(ProcmonClient client, ProgramList list) {
            ClientCommand.print(memory.lines(client, list).apply(room), context);
            if (context.out().checkError()) {
                ended.complete(ExitCode.OK);
            }
        }

        @Override
        public void lost(ClientException why) {
            if (!ended.isDone()) {
                ended.complete(Refusal.report(why, context));
            }
        }
    }
}
