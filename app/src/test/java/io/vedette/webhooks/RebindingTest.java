package io.vedette.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Household;
import io.vedette.testing.TestServer;
import io.vedette.testing.faults.NameServer;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whoever owns a name may say that it leads to the public internet, and a moment later that it leads inside. */
class RebindingTest {
    private static final String PUBLIC = "8.8.8.8";
    private static final String INSIDE = "127.0.0.1";

    private final NameServer names = new NameServer(PUBLIC);
    private final Receiver receiver = new Receiver();
    private final TestServer server = names.start(Map.of("WEBHOOK_ALLOW_PRIVATE", "false"));
    private final Household house = Household.at(server);
    private final String url = "http://hooks.example.test:%d/x"
            .formatted(URI.create(receiver.url()).getPort());

    @AfterEach
    void close() {
        server.close();
        receiver.close();
        names.close();
    }

    @Test
    void a_name_that_leads_inside_by_now_is_not_followed() {
        Hook hook = Hook.of(house, url, "video.uploaded");
        int asked = names.asked();
        assertThat(asked).isPositive();
        names.says(INSIDE);
        JsonNode tried = hook.tried(hook.tests(), 1);
        assertThat(names.asked()).isGreaterThan(asked);
        assertThat(tried.path("lastError").asString()).isEqualTo("forbidden_address");
        assertThat(tried.path("lastStatusCode").isNull()).isTrue();
        assertThat(receiver.received).isEmpty();
    }

    @Test
    void nor_is_it_taken_while_it_leads_there() {
        names.says(INSIDE);
        assertThat(house.owner()
                        .post("/webhooks", Hook.wanted(url, "*").toString())
                        .isProblem(422, "validation_failed")
                        .wrongFields())
                .containsExactly("url");
    }
}
