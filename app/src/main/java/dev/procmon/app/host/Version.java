// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.host;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;

/** Which procmon this is. */
public final class Version {

    private Version() {}

    /** Return the version of this module, which the build writes into its jar. */
    public static String ofProcmon() {
        ModuleDescriptor descriptor = Version.class.getModule().getDescriptor();
        return Optional.ofNullable(descriptor)
                .flatMap(ModuleDescriptor::rawVersion)
                .orElse("(not built as a module)");
    }
}
