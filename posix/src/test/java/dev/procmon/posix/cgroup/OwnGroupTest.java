// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OwnGroupTest {

    private static final String HYBRID = """
            31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
            32 31 0:29 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu
            41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
            """;

    private static final String UNIFIED =
            "29 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n";

    @Test
    void aGroupIsBelowThePlaceWhereItsHierarchyIsMounted() {
        assertThat(OwnGroup.find(UNIFIED, "/system.slice/procmon.service"))
                .contains("/sys/fs/cgroup/system.slice/procmon.service");
    }

    @Test
    void theRootIsThatPlaceItself() {
        assertThat(OwnGroup.find(UNIFIED, "/")).contains("/sys/fs/cgroup");
    }

    @Test
    void aHierarchyBesideThoseOfVersionOneIsFound() {
        assertThat(OwnGroup.find(HYBRID, "/")).contains("/sys/fs/cgroup/unified");
    }

    @Test
    void withoutOneNothingIsFound() {
        assertThat(OwnGroup.find("22 1 8:1 / / rw - ext4 /dev/sda1 rw\n", "/")).isEmpty();
        assertThat(OwnGroup.find("", "/")).isEmpty();
    }

    @Test
    void aPartOfAHierarchyThatIsMountedShowsOnlyWhatIsBelow() {
        String part = "29 23 0:26 /box /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n";

        assertThat(OwnGroup.find(part, "/box/a")).contains("/sys/fs/cgroup/a");
        assertThat(OwnGroup.find(part, "/box")).contains("/sys/fs/cgroup");
        assertThat(OwnGroup.find(part, "/boxer")).isEmpty();
    }

    @Test
    void aGroupOutsideOfTheNamespaceIsNotFound() {
        assertThat(OwnGroup.find(UNIFIED, "/../other")).isEmpty();
    }

    @Test
    void blanksInAPathAreRead() {
        String mounts = "29 23 0:26 / /mnt/c\\040g rw - cgroup2 cgroup2 rw\n";

        assertThat(OwnGroup.find(mounts, "/x")).contains("/mnt/c g/x");
    }
}
