// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.json;

/** A text is no JSON, or not what was expected. The message is for a person and names the field. */
public final class JsonException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Make it. */
    public JsonException(String message) {
        super(message);
    }
}
