// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.policy;

/** Why a run is not well and must not go on. */
public enum Fault {
    /** Its liveness probe has failed too often. */
    NOT_LIVE,
    /** It has been silent for longer than its watchdog allows. */
    SILENT,
    /** It has used too much memory for too long. */
    TOO_LARGE
}
