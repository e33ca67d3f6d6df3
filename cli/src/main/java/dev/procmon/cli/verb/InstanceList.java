// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import dev.procmon.cli.text.InstanceTable;
import dev.procmon.cli.text.Width;
import dev.procmon.control.client.ClientException;
import dev.procmon.control.client.ProcmonClient;
import dev.procmon.control.status.InstanceStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All instances of this user that run, and what each says of itself. */
final class InstanceList {

    private final List<InstanceStatus> answers = new ArrayList<>();
    private final Map<String, String> silent = new LinkedHashMap<>();

    /** Ask all of them. */
    InstanceList(Connections connections) {
        for (Connections.Running each : connections.running()) {
            try (ProcmonClient client = connections.byName(each.name())) {
                answers.add(client.instance());
            } catch (ClientException e) {
                silent.put(each.name(), String.valueOf(e.getMessage()));
            }
        }
    }

    boolean isEmpty() {
        return answers.isEmpty() && silent.isEmpty();
    }

    /** Tell whether all answer, and all their programs are as wanted. */
    boolean allWell() {
        boolean well = silent.isEmpty();
        for (InstanceStatus each : answers) {
            well &= each.asWanted() == each.programs();
        }
        return well;
    }

    List<InstanceStatus> answers() {
        return answers;
    }

    List<String> lines(Instant now, Width room, boolean colours) {
        InstanceTable table = new InstanceTable(now, colours);
        answers.forEach(table::add);
        silent.forEach(table::addSilent);
        return table.lines(room);
    }
}
