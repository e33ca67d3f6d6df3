// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandoverTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 63, 64})
    void anyNumberOfDescriptorsArrivesInItsOrder(int count) {
        try (Caller caller = Caller.ofThisThread()) {
            Descriptors descriptors = new Descriptors(caller);
            Handover handover = new Handover(caller);
            long ends = Handover.pair(caller);
            int[] pipes = new int[count];
            int[] sent = new int[count];
            for (int i = 0; i < count; i++) {
                assertThat(descriptors.pipe()).isZero();
                pipes[i] = descriptors.readEnd();
                sent[i] = descriptors.writeEnd();
            }

            assertThat(handover.send((int) ends, sent)).isOne();
            for (int i = 0; i < count; i++) {
                descriptors.close(sent[i]);
            }
            assertThat(handover.receive((int) (ends >>> 32))).isEqualTo(count);

            Memory buffer = caller.allocate(8);
            for (int i = 0; i < count; i++) {
                assertThat(descriptors.read(pipes[i], buffer)).isEqualTo(-Errno.EAGAIN);
                descriptors.close(handover.descriptor(i));
                // The last writer has gone: it was this one.
                assertThat(descriptors.read(pipes[i], buffer)).isZero();
                descriptors.close(pipes[i]);
            }
            assertThat(Arrays.stream(sent).distinct()).hasSize(count);
            descriptors.close((int) ends);
            assertThat(handover.receive((int) (ends >>> 32))).isZero();
            descriptors.close((int) (ends >>> 32));
        }
    }
}
