// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import dev.procmon.control.json.JsonFields;
import dev.procmon.control.json.ToJson;
import dev.procmon.control.status.InstanceStatus;
import dev.procmon.control.status.ProgramList;

/** A supervisor and its programs in one object, for {@code status --json}. */
record StatusReport(InstanceStatus instance, ProgramList list) implements ToJson {

    @Override
    public void fields(JsonFields out) {
        out.object("instance", instance);
        list.fields(out);
    }
}
