// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What limits and rights are accepted. */
final class AttributesTest {

    private static final OptionalInt NONE = OptionalInt.empty();
    private static final OptionalLong UNLIMITED = OptionalLong.empty();

    @Test
    void whatIsLeftOutStaysTheSupervisorsOwn() {
        assertThat(Attributes.OWN.isOwn()).isTrue();
        assertThat(numbers(NONE, NONE, NONE)).isEqualTo(Attributes.OWN);
        assertThat(numbers(OptionalInt.of(0), NONE, NONE).isOwn()).isFalse();
    }

    @Test
    void numbersAreAcceptedAtTheirBoundsAndNotBeyond() {
        assertThat(numbers(OptionalInt.of(0777), OptionalInt.of(-20), OptionalInt.of(-1000))
                        .isOwn())
                .isFalse();
        assertThat(numbers(OptionalInt.of(0), OptionalInt.of(19), OptionalInt.of(1000))
                        .isOwn())
                .isFalse();
        assertRefused(OptionalInt.of(01000), NONE, NONE, "umask 512 is not between 0 and 511");
        assertRefused(NONE, OptionalInt.of(-21), NONE, "nice -21 is not between -20 and 19");
        assertRefused(NONE, OptionalInt.of(20), NONE, "nice 20 is not between -20 and 19");
        assertRefused(NONE, NONE, OptionalInt.of(1001), "out-of-memory score 1001 is not between -1000 and 1000");
    }

    @Test
    void aProcessorHasANumberTheKernelCanKnow() {
        assertThat(on(Set.of(0, Attributes.PROCESSOR_MAX)).processors()).containsExactlyInAnyOrder(0, 1023);
        assertThatIllegalArgumentException().isThrownBy(() -> on(Set.of(1024)));
        assertThatIllegalArgumentException().isThrownBy(() -> on(Set.of(-1)));
    }

    @Test
    void limitsAndProcessorsAreCopied() {
        Map<Resource, ResourceLimit> limits = new EnumMap<>(Resource.class);
        limits.put(Resource.CORE, new ResourceLimit(OptionalLong.of(0), OptionalLong.of(0)));
        Set<Integer> processors = new HashSet<>(Set.of(1));
        Attributes attributes = new Attributes(NONE, NONE, NONE, limits, false, processors, Quota.NONE);
        limits.clear();
        processors.clear();
        assertThat(attributes.limits()).containsOnlyKeys(Resource.CORE);
        assertThat(attributes.processors()).containsExactly(1);
    }

    @Test
    void aLimitMayBeUnlimitedButNotSoftAboveHard() {
        assertThat(new ResourceLimit(UNLIMITED, UNLIMITED).hard()).isEmpty();
        assertThat(new ResourceLimit(OptionalLong.of(5), UNLIMITED).soft()).hasValue(5);
        assertThat(new ResourceLimit(OptionalLong.of(5), OptionalLong.of(5)).hard())
                .hasValue(5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ResourceLimit(OptionalLong.of(6), OptionalLong.of(5)))
                .withMessage("the soft limit is above the hard one");
        assertThatIllegalArgumentException().isThrownBy(() -> new ResourceLimit(UNLIMITED, OptionalLong.of(5)));
        assertThatIllegalArgumentException().isThrownBy(() -> new ResourceLimit(OptionalLong.of(-1), UNLIMITED));
    }

    @Test
    void aQuotaIsPositive() {
        assertThat(Quota.NONE.isNone()).isTrue();
        assertThat(quota(OptionalLong.of(1), OptionalDouble.of(0.01), OptionalLong.of(1))
                        .isNone())
                .isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> quota(OptionalLong.of(0), OptionalDouble.empty(), OptionalLong.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> quota(OptionalLong.empty(), OptionalDouble.empty(), OptionalLong.of(-1)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void aQuotaOfProcessorsIsANumberAboveZero(double processors) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> quota(OptionalLong.empty(), OptionalDouble.of(processors), OptionalLong.empty()));
    }

    private static Attributes numbers(OptionalInt umask, OptionalInt nice, OptionalInt score) {
        return new Attributes(umask, nice, score, Map.of(), false, Set.of(), Quota.NONE);
    }

    private static Attributes on(Set<Integer> processors) {
        return new Attributes(NONE, NONE, NONE, Map.of(), false, processors, Quota.NONE);
    }

    private static void assertRefused(OptionalInt umask, OptionalInt nice, OptionalInt score, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> numbers(umask, nice, score))
                .withMessage(message);
    }

    private static Quota quota(OptionalLong memory, OptionalDouble processors, OptionalLong processes) {
        return new Quota(memory, processors, processes);
    }
}
