// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class InstancesTest {

    /** Any user but root has the instances below XDG_RUNTIME_DIR; what counts is whose the directory is. */
    private static final long USER = 4242;

    @TempDir
    private Path directory;

    private Instances instances;
    private Path project;

    @BeforeEach
    void make() throws IOException {
        directory = directory.toRealPath();
        instances = Instances.of(USER, Map.of("XDG_RUNTIME_DIR", directory.toString()));
        Files.createDirectories(directory.resolve("procmon"));
        if (Instances.ownUid() == 0) {
            Files.setAttribute(directory.resolve("procmon"), "unix:uid", (int) USER);
        }
        project = Files.createDirectories(directory.resolve("srv/shop"));
        Files.writeString(project.resolve("procmon.toml"), "");
    }

    static boolean isAnotherUser() {
        return Instances.ownUid() != 0;
    }

    private Path make(String name) throws IOException {
        return Files.createDirectories(directory.resolve("procmon").resolve(name));
    }

    private static ServerSocketChannel listen(Path socket) throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
    }

    @Test
    @DisabledIf("isAnotherUser")
    void theListTellsTheLivingFromTheOthers() throws IOException {
        make("empty");
        listen(make("stale").resolve("api.sock")).close();
        make(".hidden");
        Files.writeString(directory.resolve("procmon/file"), "");
        try (ServerSocketChannel alive = listen(make("alive").resolve("api.sock"))) {
            assertThat(alive.isOpen()).isTrue();
            assertThat(instances.list())
                    .extracting(each -> each.name() + " " + each.liveness())
                    .containsExactly("alive RUNNING", "empty NOT_RUNNING", "stale NOT_RUNNING");
        }
    }

    @Test
    @DisabledIf("isAnotherUser")
    void anInstanceThatHasNoRoomAtTheMomentLivesAndKeepsNobodyWaiting() throws IOException {
        try (ServerSocketChannel busy = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            busy.bind(UnixDomainSocketAddress.of(make("busy").resolve("api.sock")), 1);
            for (int i = 0; i < 10; i++) {
                assertThat(instances.byName("busy").liveness()).isEqualTo(Instance.Liveness.RUNNING);
            }
        }
    }

    @Test
    @DisabledIf("isAnotherUser")
    void anInstanceIsFoundByItsFileUnderWhateverName() throws IOException {
        Path config = project.resolve("procmon.toml");
        Path runtime = make("other-name");
        Files.createSymbolicLink(runtime.resolve("config"), config);
        assertThat(instances.byConfig(config, Optional.empty()).name()).isEqualTo(Instances.nameOf(config));
        try (ServerSocketChannel alive = listen(runtime.resolve("api.sock"))) {
            assertThat(alive.isOpen()).isTrue();
            Path link = Files.createSymbolicLink(directory.resolve("link"), project);
            Instance found = instances.byConfig(link.resolve("procmon.toml"), Optional.of("name-in-file"));
            assertThat(found.name()).isEqualTo("other-name");
            assertThat(found.config()).contains(config);
            assertThat(found.liveness()).isEqualTo(Instance.Liveness.RUNNING);
        }
    }

    @Test
    void whoIsNotThereSaysHowToStart() throws IOException {
        Path config = project.resolve("procmon.toml");
        Instance missing = instances.byConfig(config, Optional.of("shop"));
        assertThat(missing.name()).isEqualTo("shop");
        assertThat(missing.liveness()).isEqualTo(Instance.Liveness.NOT_RUNNING);
        assertThat(missing.absence())
                .isEqualTo("no procmon is running for " + config + "; start it with: procmon up -d -f " + config);
        assertThat(instances.byName("nobody").absence()).startsWith("no procmon named nobody is running");
        Files.delete(config);
        assertThat(missing.absence()).isEqualTo("no procmon is running for " + config + ", and there is no such file");
    }

    @Test
    @DisabledIf("isAnotherUser")
    void aDirectoryThatSomebodyElseHasMadeIsNotBelieved() throws IOException {
        try (ServerSocketChannel alive = listen(make("trap").resolve("api.sock"))) {
            assertThat(alive.isOpen()).isTrue();
            assertThat(instances.byName("trap").liveness()).isEqualTo(Instance.Liveness.RUNNING);
            Files.setAttribute(directory.resolve("procmon"), "unix:uid", (int) USER + 1);
            assertThat(instances.byName("trap").liveness()).isEqualTo(Instance.Liveness.NOT_RUNNING);
            assertThat(instances.list()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "shop-1.2_X", "0", "_x"})
    void aNameMayBe(String name) {
        assertThat(InstanceNames.isName(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", ".a", "-a", "a/b", "a b", "ä", "a\n"})
    void aNameMayNotBe(String name) {
        assertThat(InstanceNames.isName(name)).isFalse();
        assertThatThrownBy(() -> instances.byName(name)).hasMessageContaining("is no name of an instance");
    }

    @Test
    void aNameHasAtMost64Characters() {
        assertThat(InstanceNames.isName("x".repeat(64))).isTrue();
        assertThat(InstanceNames.isName("x".repeat(65))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/srv/app/procmon.toml, app-[0-9a-f]{8}",
        "/srv/my app!/procmon.toml, my-app--[0-9a-f]{8}",
        "/procmon.toml, root-[0-9a-f]{8}",
        "/srv/.-hidden/procmon.toml, hidden-[0-9a-f]{8}",
        "/srv/äöü/procmon.toml, procmon-[0-9a-f]{8}",
    })
    void aFileGivesAName(Path config, String pattern) {
        String name = InstanceNames.of(config);
        assertThat(name).matches(pattern);
        assertThat(InstanceNames.isName(name)).isTrue();
        assertThat(InstanceNames.of(config)).isEqualTo(name);
        assertThat(InstanceNames.of(Path.of("/other" + config))).isNotEqualTo(name);
        assertThat(InstanceNames.isName(InstanceNames.of(Path.of("/" + "x".repeat(200) + "/procmon.toml"))))
                .isTrue();
    }

    @Test
    void whatSurvivesAnInstanceIsOfTheUserOrOfRoot() {
        Instances all = Instances.of(USER, Map.of("XDG_STATE_HOME", "/home/u/state"));
        assertThat(all.stateDirectories("shop"))
                .containsExactly(Path.of("/home/u/state/procmon/shop"), Path.of("/var/lib/procmon/shop"));
        assertThat(Instances.of(0, Map.of()).stateDirectories("shop"))
                .containsExactly(Path.of("/var/lib/procmon/shop"));
        assertThat(Instances.of(USER, Map.of("PROCMON_STATE_DIR", "/srv/state")).stateDirectories("shop"))
                .containsExactly(Path.of("/srv/state/shop"));
        assertThatThrownBy(() -> all.stateDirectories("../x")).isInstanceOf(IllegalArgumentException.class);
    }
}
