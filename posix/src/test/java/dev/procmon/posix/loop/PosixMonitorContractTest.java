// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import dev.procmon.contract.MonitorContract;
import dev.procmon.contract.World;

class PosixMonitorContractTest extends MonitorContract {

    @Override
    protected World open() {
        return new PosixWorld();
    }
}
