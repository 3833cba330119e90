package io.vedette.motion;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.bus.Bus;
import io.vedette.platform.data.DatabaseUrl;
import io.vedette.testing.Await;
import io.vedette.testing.Bodies;
import io.vedette.testing.Race;
import io.vedette.testing.Reply;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Reports that contradict each other come at the same moment: the database decides, once. */
class MotionRacesTest {
    private static final int ROUNDS = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final DatabaseUrl DATABASE = TestDatabase.fresh();
    private static final Queue<String> ENDED = new ConcurrentLinkedQueue<>();
    private static TestServer server;

    private final Random random = new Random();

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of("DATABASE_URL", TestDatabase.text(DATABASE), "RATE_LIMIT_ENABLED", "false"));
        server.bean(Bus.class)
                .subscribe(
                        MotionEnded.class,
                        "test",
                        fact -> Mono.fromRunnable(() -> ENDED.add(fact.eventId().toString())));
        Scene warm = Scene.at(server);
        Race.between(Collections.nCopies(16, () -> warm.starts(Bodies.object())));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private List<Reply> race(List<Supplier<Reply>> calls) {
        List<Supplier<Reply>> shuffled = new ArrayList<>(calls);
        Collections.shuffle(shuffled, random);
        return Race.between(shuffled);
    }

    @Test
    void of_many_starts_one_makes_the_event_and_all_are_answered_with_it() {
        for (int round = 0; round < ROUNDS; round++) {
            Scene scene = Scene.at(server);
            List<Reply> replies = race(Collections.nCopies(6, () -> scene.starts(Bodies.object())));
            assertThat(replies).extracting(Reply::status).containsOnlyOnce(201).containsOnly(200, 201);
            Set<String> ids = replies.stream()
                    .map(reply -> reply.json().path("id").asString())
                    .collect(Collectors.toSet());
            assertThat(ids).hasSize(1);
        }
    }

    @Test
    void no_start_slips_past_the_disabling_of_its_camera() {
        for (int round = 0; round < ROUNDS; round++) {
            Scene scene = Scene.at(server);
            race(List.of(
                    () -> scene.starts(Bodies.object()),
                    () -> scene.starts(Bodies.object()),
                    () -> scene.disables().is(200)));
            assertThat(scene.lists("?status=active").json().path("items")).isEmpty();
        }
    }

    @Test
    void nor_past_its_end() {
        for (int round = 0; round < ROUNDS; round++) {
            Scene scene = Scene.at(server);
            race(List.of(
                    () -> scene.starts(Bodies.object()),
                    () -> scene.starts(Bodies.object()),
                    () -> scene.house()
                            .owner()
                            .delete("/devices/" + scene.camera().id())
                            .is(204)));
            assertThat(scene.lists("?status=active").json().path("items")).isEmpty();
        }
    }

    @Test
    void of_many_ends_one_counts_and_is_told_once() {
        List<String> ids = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Scene scene = Scene.at(server);
            String id = scene.started().path("id").asString();
            ids.add(id);
            Set<String> ends = race(Collections.nCopies(5, () -> scene.ends(id, Bodies.object()))).stream()
                    .map(reply -> reply.is(200).json().path("endedAt").asString())
                    .collect(Collectors.toSet());
            assertThat(ends).hasSize(1);
        }
        Await.until(
                "all is told",
                PATIENCE,
                () -> TestDatabase.ask(DATABASE, "select id from outbox").isEmpty());
        assertThat(ENDED).filteredOn(ids::contains).containsExactlyInAnyOrderElementsOf(ids);
    }
}
