// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.console;

import dev.procmon.core.monitor.ChildTransition;
import dev.procmon.core.monitor.LineListener;
import dev.procmon.core.monitor.News;
import dev.procmon.core.monitor.OutputLine;

/** Shows what happens. On the output thread only. */
public interface Console extends LineListener {

    @Override
    void line(OutputLine line);

    /** A program went from one state to another. */
    void transitioned(ChildTransition transition);

    /** Something happened that is no transition. */
    void news(News news);

    /** Something concerns the supervisor itself. */
    void notice(Notice notice);
}
