package io.vedette.platform.web;

import static io.vedette.platform.operation.CallerKind.ANYONE;
import static io.vedette.platform.operation.Operation.operation;
import static io.vedette.platform.web.AnswerStyle.PROBLEM;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.platform.operation.Callers;
import io.vedette.platform.operation.Operation;
import io.vedette.platform.operation.Text;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

@ServerTest
class PlacesTest {
    /** Whatever it is. */
    record Named(String one, String other) {}

    private final Operation<Named, Text> thing = operation("thing", "A thing")
            .callers(ANYONE)
            .takes(Named.class)
            .gives(Text.class)
            .by(_ -> Mono.empty());

    @Test
    void two_operations_with_the_same_method_and_path_stop_the_start() {
        assertThatThrownBy(() -> placesOf(Route.get("/{one}", thing), Route.get("/{one}", thing)))
                .hasMessage("Two operations are at GET /things/{one}");
    }

    @Test
    void two_paths_that_no_request_can_tell_apart_stop_the_start() {
        assertThatThrownBy(() -> placesOf(Route.get("/{one}", thing), Route.put("/{other}", thing)))
                .hasMessage("/things/{other} and /things/{one} are one place told in two ways");
    }

    private static Places placesOf(Route... routes) {
        TestServer server = TestServer.running();
        Api api = () -> RouteGroup.at("/things", PROBLEM, routes);
        return new Places(
                List.of(api),
                List.of(),
                server.bean(Callers.class),
                server.bean(HttpTransport.class),
                server.bean(AssetFiles.class));
    }
}
