// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit;

import dev.procmon.contract.MonitorContract;
import dev.procmon.contract.World;

class VirtualMonitorContractTest extends MonitorContract {

    @Override
    protected World open() {
        return new VirtualWorld();
    }
}
