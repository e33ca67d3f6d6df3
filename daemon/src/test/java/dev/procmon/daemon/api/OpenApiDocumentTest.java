// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.procmon.control.api.Endpoint;
import dev.procmon.control.api.Role;
import dev.procmon.control.json.Json;
import dev.procmon.control.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class OpenApiDocumentTest {

    private static final Path FILE = Path.of("../docs/openapi.json");

    @Test
    void theDocumentSaysWhatTheCodeDoes() throws IOException {
        String text = OpenApiText.text();
        if (Boolean.getBoolean("procmon.docs.write")) {
            Files.writeString(FILE, text);
        }
        assertThat(Files.readString(FILE))
                .as("docs/openapi.json is stale. Write it anew with: "
                        + "./mvnw -pl daemon -am test -Dtest=OpenApiDocumentTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dprocmon.docs.write=true")
                .isEqualTo(text);
    }

    @Test
    void whatIsServedIsWhatIsInTheDocumentation() throws IOException {
        assertThat(new String(OpenApiDocument.bytes(), StandardCharsets.UTF_8)).isEqualTo(Files.readString(FILE));
    }

    /** The server names the parameters that it takes when it is given another one. */
    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void theParametersAreThoseThatTheServerTakes(Endpoint endpoint) {
        Performer performer = new Performer(new FakeOperations(), Runnable::run);
        Admission.Admitted anybody = new Admission.Admitted(new Operations.Caller("test"), Role.CONFIGURE);
        Request request = new Request(
                endpoint.method(),
                endpoint.path().replace("{name}", "web") + "?wrong=1",
                "localhost",
                Optional.empty(),
                Optional.empty(),
                "",
                Optional.empty(),
                true,
                Bytes.NONE);
        List<String> parameters = OpenApiText.parameters(endpoint);
        assertThatThrownBy(() -> performer.perform(request, anybody))
                .hasMessageEndingWith("expected " + (parameters.isEmpty() ? "none" : String.join(", ", parameters)));
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void everyEndpointHasAnExample(Endpoint endpoint) throws IOException {
        JsonObject operation = Json.object(Files.readString(FILE))
                .object("paths")
                .object(endpoint.path())
                .object(endpoint.method().toLowerCase(Locale.ROOT));
        JsonObject responses = operation.object("responses");
        JsonObject answer = responses.maybeObject("200").orElseGet(() -> responses.object("202"));
        for (Object each : answer.object("content").values().values()) {
            assertThat(((JsonObject) each).values()).containsKeys("schema", "example");
        }
        assertThat(operation.text("description")).contains(endpoint.role().word());
    }
}
