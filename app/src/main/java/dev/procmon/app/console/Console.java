// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.console;

import dev.procmon.control.event.Event;
import dev.procmon.core.monitor.LineListener;
import dev.procmon.core.monitor.OutputLine;
import dev.procmon.daemon.supervision.Onlooker;

/** Shows what happens. On the output thread only. */
public interface Console extends LineListener, Onlooker {

    @Override
    void line(OutputLine line);

    @Override
    void event(Event event);
}
