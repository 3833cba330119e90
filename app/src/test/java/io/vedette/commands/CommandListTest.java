package io.vedette.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Reply;
import io.vedette.testing.ServerTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The list of one's commands. */
@ServerTest
class CommandListTest {
    private final Pair pair = Pair.fresh();

    @Test
    void is_narrowed_by_what_is_asked() {
        Pair other = pair.withAnotherCamera();
        String first = pair.sent();
        String second = other.sent();
        String third =
                pair.sends(pair.order("ptz.move")).is(201).json().path("id").asString();
        pair.acks(first, "rejected").is(200);
        assertThat(ids("")).containsExactly(third, second, first);
        assertThat(ids("?status=rejected")).containsExactly(first);
        assertThat(ids("?status=queued")).containsExactly(third, second);
        assertThat(ids("?commandType=ptz.move")).containsExactly(third);
        assertThat(ids("?commandType=blink&status=queued")).containsExactly(second);
        assertThat(ids("?deviceId=" + pair.camera().id())).containsExactly(third, first);
        assertThat(ids("?deviceId=" + pair.client().id())).containsExactly(third, second, first);
        assertThat(ids("?status=queued&deviceId=" + pair.camera().id())).containsExactly(third);
        assertThat(ids("?deviceId=%s&commandType=blink".formatted(pair.client().id())))
                .containsExactly(second, first);
        assertThat(ids("?deviceId=" + UUID.randomUUID())).isEmpty();
        assertThat(ids("?deviceId=" + Pair.fresh().camera().id())).isEmpty();
        assertThat(ids("?commandType=other")).isEmpty();
    }

    @Test
    void is_of_a_time() {
        List<JsonNode> made = Stream.generate(
                        () -> pair.sends(pair.order("blink")).is(201).json())
                .limit(3)
                .toList();
        String from = made.get(1).path("createdAt").asString();
        assertThat(ids("?from=" + from)).contains(id(made.get(1)), id(made.get(2)));
        assertThat(ids("?to=" + from)).contains(id(made.get(0)), id(made.get(1)));
        assertThat(ids("?from=%s&to=%s".formatted(from, from))).contains(id(made.get(1)));
        assertThat(ids("?to=2020-01-01T00:00:00Z")).isEmpty();
        assertThat(ids("?from=2099-01-01T00:00:00Z")).isEmpty();
        assertThat(ids("?deviceId=%s&to=2020-01-01T00:00:00Z"
                        .formatted(pair.client().id())))
                .isEmpty();
    }

    @Test
    void is_asked_for_in_its_form() {
        Reply wrong = pair.house()
                .owner()
                .get("/commands?deviceId=porch&status=lost&from=yesterday&to=never&limit=0&cursor=mine");
        wrong.isProblem(400, "invalid_parameter");
        assertThat(wrong.wrongFields())
                .containsExactlyInAnyOrder("deviceId", "status", "from", "to", "limit", "cursor");
    }

    @Test
    void is_read_in_pages_whatever_is_added_or_settled_meanwhile() {
        for (String query : List.of(
                "?limit=2",
                "?limit=2&deviceId=" + pair.camera().id(),
                "?limit=2&deviceId=" + pair.client().id(),
                "?limit=2&commandType=blink")) {
            IntStream.range(0, 5).forEach(_ -> pair.sent());
            List<String> expected = ids(query.replace("limit=2", "limit=200"));
            assertThat(read(query)).as(query).containsExactlyElementsOf(expected);
        }
    }

    private List<String> read(String query) {
        List<String> all = new ArrayList<>();
        String cursor = "";
        while (true) {
            JsonNode page = page(query + "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8));
            page.path("items").forEach(item -> all.add(id(item)));
            if (page.path("nextCursor").isNull()) {
                return all;
            }
            cursor = page.path("nextCursor").asString();
            pair.acks(pair.sent(), "acknowledged").is(200);
            pair.cancels(all.getLast());
        }
    }

    private List<String> ids(String query) {
        return page(query).path("items").valueStream().map(CommandListTest::id).toList();
    }

    private JsonNode page(String query) {
        return pair.house().owner().get("/commands" + query).is(200).json();
    }

    private static String id(JsonNode command) {
        return command.path("id").asString();
    }
}
