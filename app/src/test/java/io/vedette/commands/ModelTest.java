package io.vedette.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.commands.Command.Status;
import io.vedette.commands.Fate.Seen;
import io.vedette.platform.data.DatabaseUrl;
import io.vedette.testing.Property;
import io.vedette.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Whatever happens to commands, and however much of it at once, on one node and on two: each goes one legal way. */
class ModelTest {
    private static final int RUNS = Integer.getInteger("model.runs", 5_000);
    private static final int TOGETHER = 2_500;
    private static final int AT_ONCE = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final RandomGeneratorFactory<RandomGenerator> RANDOM = RandomGeneratorFactory.of("L64X128MixRandom");

    private final Told told = new Told();
    private int played;

    @Test
    void each_command_ends_once_as_some_order_explains_and_that_is_told() {
        DatabaseUrl database = TestDatabase.fresh();
        try (Node one = Node.on(database, Map.of()).toldTo(told);
                Node other = Node.on(database, Map.of()).toldTo(told)) {
            one.rows.cameras(RUNS);
            one.rows.clients(RUNS);
            one.rows.link(RUNS, "number");
            long begun = System.nanoTime();
            Property.check(RUNS / TOGETHER, random -> play(random, one, other));
            System.out.printf(
                    "%d games of %d commands in %d s%n",
                    played,
                    told.commands(),
                    Duration.ofNanos(System.nanoTime() - begun).toSeconds());
        }
    }

    private void play(RandomGenerator random, Node one, Node other) {
        List<Node> nodes = random.nextBoolean() ? List.of(one) : List.of(one, other);
        List<Game> games = new ArrayList<>();
        for (int each = 0; each < TOGETHER; each++) {
            games.add(new Game(nodes, RANDOM.create(random.nextLong()), ++played));
        }
        Flux.fromIterable(games).flatMap(Game::play, AT_ONCE).blockLast(PATIENCE);
        one.bean(SettlingTable.class).expire(Integer.MAX_VALUE).block(Node.PATIENCE);
        Map<UUID, Map<UUID, String>> rows = rows(one, games);
        one.awaitAllTold();
        games.forEach(game -> isTrue(game, rows.getOrDefault(game.camera(), Map.of())));
    }

    /** Of each camera, in the order of their numbers. */
    private static Map<UUID, Map<UUID, String>> rows(Node node, List<Game> games) {
        Map<UUID, Map<UUID, String>> rows = new HashMap<>();
        String cameras = games.stream()
                .map(game -> "'%s'".formatted(game.camera()))
                .reduce((a, b) -> a + "," + b)
                .orElseThrow();
        node.ask("""
                select concat_ws(' ', target_device_id, id, status, delivered_at is not null, settled_at is not null)
                from commands where target_device_id in (%s) order by number
                """.formatted(cameras)).stream()
                .map(row -> row.split(" ", 3))
                .forEach(row -> rows.computeIfAbsent(UUID.fromString(row[0]), _ -> new LinkedHashMap<>())
                        .put(UUID.fromString(row[1]), row[2]));
        return rows;
    }

    private void isTrue(Game game, Map<UUID, String> rows) {
        assertThat(rows.keySet()).containsExactlyElementsOf(game.sent());
        Map<UUID, Seen> end = new HashMap<>();
        rows.forEach((id, row) -> end.put(id, seen(id, row.split(" ", -1))));
        assertThat(game.allows(end)).as("%s explains %s", game, end).isTrue();
    }

    private Seen seen(UUID id, String[] row) {
        return new Seen(Status.of(row[0]), row[1].equals("t"), row[2].equals("t"), told.of(id));
    }
}
