// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.json;

/** Something that is sent as a JSON object. The records of this module read themselves back by a static {@code of(JsonObject)}. */
@FunctionalInterface
public interface ToJson {

    /** Write the fields of the object. */
    void fields(JsonFields out);
}
