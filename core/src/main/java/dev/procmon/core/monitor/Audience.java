// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Those who are told of what happens. What they throw is logged, and the others are told all the same. */
final class Audience {

    private final List<TransitionListener> transitions = new CopyOnWriteArrayList<>();
    private final List<NewsListener> news = new CopyOnWriteArrayList<>();

    void addForTransitions(TransitionListener listener) {
        transitions.add(listener);
    }

    void removeForTransitions(TransitionListener listener) {
        transitions.remove(listener);
    }

    void addForNews(NewsListener listener) {
        news.add(listener);
    }

    void removeForNews(NewsListener listener) {
        news.remove(listener);
    }

    void tell(ChildTransition transition) {
        tell(transitions, listener -> listener.transitioned(transition));
    }

    void tell(News item) {
        tell(news, listener -> listener.told(item));
    }

    private static <T> void tell(List<T> listeners, Consumer<T> what) {
        for (T listener : listeners) {
            try {
                what.accept(listener);
            } catch (RuntimeException e) {
                SystemLog.monitor().log(Level.ERROR, "a listener failed, ignoring", e);
            }
        }
    }
}
