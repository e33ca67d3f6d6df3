// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the variables come from that a program has beyond the supervisor's own. Later sources win: the files in their
 * order, then those that have a file each, then what is written in the configuration.
 *
 * @param files the environment files, absolute
 * @param secrets the variables whose value is the content of a file, absolute; none of them is written as well
 * @param written the variables written in the configuration itself
 */
public record VariableSources(List<Path> files, Map<String, Path> secrets, Map<String, String> written) {

    public VariableSources {
        files = List.copyOf(files);
        secrets = Collections.unmodifiableMap(new LinkedHashMap<>(secrets));
        written = Collections.unmodifiableMap(new LinkedHashMap<>(written));
    }
}
