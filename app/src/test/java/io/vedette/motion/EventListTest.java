package io.vedette.motion;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Bodies;
import io.vedette.testing.Reply;
import io.vedette.testing.ServerTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The list of what one's cameras saw. */
@ServerTest
class EventListTest {
    private static final Instant NOON = Instant.parse("2026-03-30T12:00:00Z");

    private final Scene scene = Scene.fresh();

    private static ObjectNode at(int minute) {
        return Bodies.object().put("startedAt", minute(minute));
    }

    private static String minute(int minute) {
        return NOON.plusSeconds(60L * minute).toString();
    }

    private String over(Scene camera, ObjectNode said) {
        String id = camera.starts(said).is(201).json().path("id").asString();
        camera.ended(id);
        return id;
    }

    private List<String> ids(String query) {
        return scene.lists(query)
                .is(200)
                .json()
                .path("items")
                .valueStream()
                .map(item -> item.path("id").asString())
                .toList();
    }

    @Test
    void is_narrowed_by_what_is_asked() {
        Scene other = scene.withAnotherCamera();
        String second = over(scene, at(2).put("severity", "critical"));
        String first = over(scene, at(1));
        String third = over(other, at(3));
        String open = scene.starts(at(4)).is(201).json().path("id").asString();
        assertThat(ids("")).containsExactly(open, third, second, first);
        assertThat(ids("?status=active")).containsExactly(open);
        assertThat(ids("?status=ended")).containsExactly(third, second, first);
        assertThat(ids("?severity=critical")).containsExactly(second);
        assertThat(ids("?severity=info&status=ended")).containsExactly(third, first);
        assertThat(ids("?type=motion")).hasSize(4);
        assertThat(ids("?type=smoke")).isEmpty();
        assertThat(ids("?deviceId=" + other.camera().id())).containsExactly(third);
        assertThat(ids("?deviceId=%s&severity=critical".formatted(scene.camera().id())))
                .containsExactly(second);
        assertThat(ids("?deviceId=%s&status=active".formatted(scene.camera().id())))
                .containsExactly(open);
        assertThat(ids("?from=%s&to=%s".formatted(minute(2), minute(3)))).containsExactly(third, second);
        assertThat(ids("?deviceId=" + UUID.randomUUID())).isEmpty();
        assertThat(ids("?deviceId=" + Scene.fresh().camera().id())).isEmpty();
    }

    @Test
    void is_asked_for_in_its_form() {
        Reply wrong =
                scene.lists("?deviceId=porch&type=A&status=lost&severity=loud&from=now&to=then&limit=201&cursor=mine");
        wrong.isProblem(400, "invalid_parameter");
        assertThat(wrong.wrongFields())
                .containsExactlyInAnyOrder("deviceId", "type", "status", "severity", "from", "to", "limit", "cursor");
    }

    @Test
    void is_read_in_pages_by_when_it_began_whatever_is_added_meanwhile() {
        List<String> expected = new ArrayList<>();
        for (int minute = 0; minute < 7; minute++) {
            // Two begin at the same time: their ids decide then.
            expected.addFirst(over(scene, at(minute / 2)));
        }
        List<String> read = new ArrayList<>();
        String cursor = "";
        for (int added = 60; cursor != null; added++) {
            JsonNode page = scene.lists("?limit=2&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8))
                    .is(200)
                    .json();
            page.path("items").forEach(item -> read.add(item.path("id").asString()));
            cursor = page.path("nextCursor").isNull()
                    ? null
                    : page.path("nextCursor").asString();
            over(scene, at(added));
        }
        assertThat(read).containsExactlyElementsOf(expected);
    }
}
