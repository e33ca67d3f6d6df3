// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

final class StateMachineDocumentTest {

    @Test
    void theDocumentSaysWhatTheCodeDoes() throws IOException {
        String text = StateMachineDocument.text();
        if (Boolean.getBoolean(StateMachineDocument.PROPERTY)) {
            Files.createDirectories(StateMachineDocument.FILE.toAbsolutePath().getParent());
            Files.writeString(StateMachineDocument.FILE, text);
        }
        String committed =
                Files.exists(StateMachineDocument.FILE) ? Files.readString(StateMachineDocument.FILE) : "(no file)";
        assertThat(committed)
                .as("docs/state-machine.md is stale. Write it anew with: %s", StateMachineDocument.COMMAND)
                .isEqualTo(text);
    }
}
