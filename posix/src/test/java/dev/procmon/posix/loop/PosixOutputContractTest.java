// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import dev.procmon.contract.OutputContract;
import dev.procmon.contract.World;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Mode.class)
class PosixOutputContractTest extends OutputContract {

    @Parameter
    Mode mode;

    @Override
    protected World open() {
        return mode.open();
    }
}
