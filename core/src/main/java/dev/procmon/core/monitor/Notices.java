// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.health.HealthEvent;
import dev.procmon.core.health.SdMessage;
import dev.procmon.core.health.SdNotify;
import dev.procmon.core.lifecycle.ChildEvent;
import dev.procmon.core.lifecycle.Run;
import dev.procmon.core.process.Notice;

/** Does what a run asks for by sd_notify(3). What it says of descriptors and of its main process is the reactor's business. */
final class Notices {

    private Notices() {}

    static void take(Engine engine, Child child, Run run, Notice notice) {
        if (child.runNumber() != run.number()) {
            return;
        }
        for (SdMessage message : SdNotify.read(notice.text())) {
            take(engine, child, run, message);
        }
    }

    private static void take(Engine engine, Child child, Run run, SdMessage message) {
        switch (message) {
            case SdMessage.Ready() -> step(child, new HealthEvent.SaidReady());
            case SdMessage.Reloading _, SdMessage.Stopping _ -> step(child, new HealthEvent.SaidNotReady());
            case SdMessage.Watchdog() -> step(child, new HealthEvent.SaidAlive());
            case SdMessage.WatchdogTrigger() -> step(child, new HealthEvent.SaidUnwell());
            case SdMessage.WatchdogPeriod(var period) -> step(child, new HealthEvent.WatchdogSet(period));
            case SdMessage.ExtendTimeout(var more) ->
                engine.dispatch(child, new ChildEvent.ExtensionAsked(run.number(), more));
            case SdMessage.RestartReset() -> engine.dispatch(child, new ChildEvent.PardonAsked(run.number()));
            case SdMessage.Status(var text) ->
                engine.tell(new News.StatusSaid(child.name(), run.number(), text, engine.now()));
            case SdMessage.Errno _,
                    SdMessage.MainPid _,
                    SdMessage.FdStore _,
                    SdMessage.FdStoreRemove _,
                    SdMessage.Barrier _,
                    SdMessage.Unknown _ -> {}
        }
    }

    private static void step(Child child, HealthEvent event) {
        child.health.ifPresent(watch -> watch.step(event));
    }
}
