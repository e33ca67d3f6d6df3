// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit;

import dev.procmon.contract.ReactorContract;
import dev.procmon.contract.World;

class VirtualReactorContractTest extends ReactorContract {

    @Override
    protected World open() {
        return new VirtualWorld();
    }
}
