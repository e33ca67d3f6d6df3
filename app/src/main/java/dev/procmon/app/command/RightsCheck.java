// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.command;

import dev.procmon.core.program.Attributes;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.Quota;
import dev.procmon.core.program.Resource;
import dev.procmon.core.program.ResourceLimit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/** Looks whether the limits and rights of a program can be had from here. */
final class RightsCheck {

    private static final int NICE_SPAN = 20;

    private final HostRights rights;
    private final List<String> warnings = new ArrayList<>();

    private RightsCheck(HostRights rights) {
        this.rights = rights;
    }

    /** Return what a program asks for and cannot get, in words. */
    static List<String> warnings(Program program, HostRights rights) {
        RightsCheck check = new RightsCheck(rights);
        Attributes attributes = program.attributes();
        check.nice(attributes);
        check.score(attributes);
        for (Map.Entry<Resource, ResourceLimit> each : new TreeMap<>(attributes.limits()).entrySet()) {
            check.limit(each.getKey(), each.getValue());
        }
        check.processors(attributes);
        check.quota(attributes.quota());
        return check.warnings;
    }

    private void nice(Attributes attributes) {
        if (attributes.nice().isEmpty() || rights.nice().isEmpty()) {
            return;
        }
        int wanted = attributes.nice().getAsInt();
        // The limit is counted from 20 down: 25 allows -5 (getrlimit(2), RLIMIT_NICE).
        long allowed = NICE_SPAN - rights.softLimit("Max nice priority").orElse(2 * NICE_SPAN);
        int own = rights.nice().getAsInt();
        if (wanted < own && wanted < allowed && !rights.has(HostRights.SYS_NICE)) {
            warnings.add("nice " + wanted + " is below procmon's own, " + own + ", which takes root");
        }
    }

    private void score(Attributes attributes) {
        if (attributes.outOfMemoryScore().isEmpty() || rights.outOfMemoryScore().isEmpty()) {
            return;
        }
        int wanted = attributes.outOfMemoryScore().getAsInt();
        int own = rights.outOfMemoryScore().getAsInt();
        if (wanted < own && !rights.has(HostRights.SYS_RESOURCE)) {
            warnings.add("out-of-memory score " + wanted + " is below procmon's own, " + own
                    + " (/proc/self/oom_score_adj), which takes CAP_SYS_RESOURCE");
        }
    }

    private void limit(Resource resource, ResourceLimit limit) {
        String name = nameOf(resource);
        OptionalLong own = rights.hardLimit(name);
        if (own.isEmpty() || rights.has(HostRights.SYS_RESOURCE)) {
            return;
        }
        if (limit.hard().isEmpty() || limit.hard().getAsLong() > own.getAsLong()) {
            String wanted = limit.hard().isEmpty()
                    ? "no limit"
                    : Long.toString(limit.hard().getAsLong());
            warnings.add("the hard limit \"" + name + "\" is to be " + wanted + " and procmon's own is "
                    + own.getAsLong() + " (/proc/self/limits): more takes CAP_SYS_RESOURCE");
        }
    }

    private void processors(Attributes attributes) {
        Optional<String> online = rights.processors();
        if (online.isEmpty()) {
            return;
        }
        for (int processor : new TreeSet<>(attributes.processors())) {
            if (!isIn(processor, online.get())) {
                warnings.add("there is no processor " + processor + ", only " + online.get()
                        + " (/sys/devices/system/cpu/online)");
            }
        }
    }

    private void quota(Quota quota) {
        if (quota.isNone()) {
            return;
        }
        Optional<Path> file = rights.controllersFile();
        if (file.isEmpty()) {
            warnings.add("a quota takes control groups of version 2, and /proc/self/mountinfo knows none");
            return;
        }
        controller("memory", "memory.max", quota.memoryMax().isPresent(), file.get());
        controller("cpu", "cpu.max", quota.cpuMax().isPresent(), file.get());
        controller("pids", "pids.max", quota.processesMax().isPresent(), file.get());
    }

    private void controller(String controller, String setting, boolean wanted, Path file) {
        if (wanted && !rights.controllers(file).contains(controller)) {
            warnings.add(setting + " takes the controller " + controller + ", which is missing in " + file);
        }
    }

    /** Tell whether a number is in a list such as {@code 0-3,8}. */
    private static boolean isIn(int number, String list) {
        for (String part : list.split(",", -1)) {
            String[] ends = part.split("-", -1);
            if (number >= Integer.parseInt(ends[0]) && number <= Integer.parseInt(ends[ends.length - 1])) {
                return true;
            }
        }
        return false;
    }

    /** Return how /proc/self/limits calls a resource. */
    private static String nameOf(Resource resource) {
        return switch (resource) {
            case CPU -> "Max cpu time";
            case FILE_SIZE -> "Max file size";
            case DATA -> "Max data size";
            case STACK -> "Max stack size";
            case CORE -> "Max core file size";
            case PROCESSES -> "Max processes";
            case OPEN_FILES -> "Max open files";
            case LOCKED_MEMORY -> "Max locked memory";
            case ADDRESS_SPACE -> "Max address space";
        };
    }
}
