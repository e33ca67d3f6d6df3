// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit;

import dev.procmon.contract.OutputContract;
import dev.procmon.contract.World;

class VirtualOutputContractTest extends OutputContract {

    @Override
    protected World open() {
        return new VirtualWorld();
    }
}
