// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.events;

import dev.procmon.control.event.Event;
import dev.procmon.control.event.Tone;
import dev.procmon.core.monitor.ChildTransition;
import dev.procmon.core.monitor.News;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.time.MonotonicTime;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Makes events of what happens: one of each transition, of each piece of news and of each thing that the supervisor does. Their numbers
 * are 0; the log gives them others. From any thread.
 */
public final class EventMaker {

    private final Clocks clocks;

    /** Make it. */
    public EventMaker(Clocks clocks) {
        this.clocks = clocks;
    }

    /**
     * Make an event of a transition. Its time is that of the transition, whenever it is made.
     *
     * @param policy how the program is treated
     */
    public Event of(ChildTransition transition, Policy policy) {
        TransitionFacts facts = TransitionFacts.of(transition, policy);
        Optional<Narration.Message> message = Narration.of(transition, policy);
        return new Event(
                0,
                clocks.timeOfDay(transition.at()),
                clocks.milliseconds(transition.at()),
                facts.kind(),
                Optional.of(transition.program().value()),
                facts.run(),
                facts.role(),
                Optional.of(new Event.Change(
                        Words.of(transition.from().phase()),
                        Words.of(transition.to().phase()),
                        transition.reason().sentence())),
                message.isPresent() ? message.get().tone() : Tone.QUIET,
                message.isPresent() ? message.get().text() : "",
                facts.details());
    }

    /** Make an event of a piece of news. */
    public Event of(News news) {
        Narration.Message message = news instanceof News.Held held ? Headline.of(held) : Headline.of(news);
        NewsFacts facts = NewsFacts.of(news);
        return event(news.at(), facts.kind(), facts.program(), facts.run(), message, facts.details());
    }

    /** Make an event of what the supervisor does now. */
    public Event of(Notice notice) {
        // No switch on types for the one that comes before the first child.
        NoticeFacts facts = notice instanceof Notice.Begun begun ? NoticeFacts.of(begun) : NoticeFacts.of(notice);
        Narration.Message message = new Narration.Message(notice.tone(), notice.text());
        return event(clocks.now(), facts.kind(), Optional.empty(), OptionalLong.empty(), message, facts.details());
    }

    private Event event(
            MonotonicTime at,
            String kind,
            Optional<String> program,
            OptionalLong run,
            Narration.Message message,
            Map<String, Object> details) {
        return new Event(
                0,
                clocks.timeOfDay(at),
                clocks.milliseconds(at),
                kind,
                program,
                run,
                Optional.empty(),
                Optional.empty(),
                message.tone(),
                message.text(),
                details);
    }
}
