// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

/** The API cannot be offered. The message is one line for a person. */
public final class ApiException extends RuntimeException {

    ApiException(String message, Throwable cause) {
        super(message, cause);
    }
}
