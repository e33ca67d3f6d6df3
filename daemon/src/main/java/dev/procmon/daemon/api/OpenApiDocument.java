// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import java.io.IOException;
import java.io.InputStream;

/** The description of the API, as it is in {@code docs/openapi.json}. */
final class OpenApiDocument {

    private static final String NAME = "openapi.json";

    private OpenApiDocument() {}

    /** Return it. Read each time: nobody asks often. */
    static byte[] bytes() {
        try (InputStream in = OpenApiDocument.class.getResourceAsStream(NAME)) {
            if (in == null) {
                throw new IllegalStateException(NAME + " is missing in this build of procmon");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(NAME + " cannot be read", e);
        }
    }
}
