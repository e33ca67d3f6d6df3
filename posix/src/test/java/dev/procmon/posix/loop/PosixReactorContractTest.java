// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import dev.procmon.contract.ReactorContract;
import dev.procmon.contract.World;

class PosixReactorContractTest extends ReactorContract {

    @Override
    protected World open() {
        return new PosixWorld();
    }
}
