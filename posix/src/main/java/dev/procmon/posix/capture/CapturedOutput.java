// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.capture;

import dev.procmon.core.process.StdStream;
import dev.procmon.core.reactor.OutputListener;

/** Both streams of one child. */
public final class CapturedOutput {

    private final OutputPipe output;
    private final OutputPipe error;

    CapturedOutput(int output, int error, OutputListener listener) {
        this.output = new OutputPipe(output, StdStream.STDOUT, listener);
        this.error = new OutputPipe(error, StdStream.STDERR, listener);
    }

    OutputPipe output() {
        return output;
    }

    OutputPipe error() {
        return error;
    }

    boolean isOpen() {
        return output.isOpen() || error.isOpen();
    }
}
