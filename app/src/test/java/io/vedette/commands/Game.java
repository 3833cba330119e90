package io.vedette.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.commands.Command.Status;
import io.vedette.commands.Fate.Mark;
import io.vedette.commands.Fate.Seen;
import io.vedette.commands.Move.World;
import io.vedette.devices.DeviceEnd;
import io.vedette.devices.DeviceLink;
import io.vedette.platform.data.Transactions;
import io.vedette.platform.failure.FailureException;
import io.vedette.platform.operation.Caller;
import io.vedette.testing.DeviceRows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** A camera and a client between which much happens at once, on any node: some order of it must explain every answer. */
final class Game {
    private static final int MOST_TOGETHER = 3;

    private final List<Node> nodes;
    private final RandomGenerator random;
    private final Caller.Camera camera;
    private final Caller.Client client;
    private final List<UUID> sent = new ArrayList<>();
    private List<World> worlds = List.of(new World(Map.of()));

    Game(List<Node> nodes, RandomGenerator random, int pair) {
        this.nodes = nodes;
        this.random = random;
        this.camera = new Caller.Camera(DeviceRows.numbered(pair), DeviceRows.OWNER, 1);
        this.client = new Caller.Client(DeviceRows.client(pair), DeviceRows.OWNER, 1);
    }

    Mono<Void> play() {
        return Flux.range(0, 1 + random.nextInt(3))
                .concatMap(_ -> send())
                .thenMany(Flux.range(0, 1 + random.nextInt(3)))
                .concatMap(_ -> moves())
                .then();
    }

    UUID camera() {
        return camera.id();
    }

    /** In the order in which they were answered. */
    List<UUID> sent() {
        return sent;
    }

    boolean allows(Map<UUID, Seen> end) {
        return worlds.stream()
                .anyMatch(world -> end.entrySet().stream()
                        .allMatch(each -> world.commands()
                                .getOrDefault(each.getKey(), Fate.BEGUN)
                                .explains(each.getValue())));
    }

    @Override
    public String toString() {
        return worlds.toString();
    }

    private Mono<Void> send() {
        SendCommand order = new SendCommand(camera.id(), "blink", null, null, null);
        return node().bean(CommandService.class)
                .send(client, order)
                .retryWhen(withoutConnection())
                .doOnNext(made -> sent.add(made.value().id()))
                .doOnNext(made -> worlds = List.of(begun()))
                .then();
    }

    private World begun() {
        World begun = new World(new LinkedHashMap<>());
        sent.forEach(id -> begun.commands().put(id, Fate.BEGUN));
        return begun;
    }

    private Mono<Void> moves() {
        List<Move> moves = Stream.generate(() -> Move.random(random, sent))
                .limit(1 + random.nextInt(MOST_TOGETHER))
                .toList();
        return Flux.mergeSequential(moves.stream()
                        .map(move -> made(move).retryWhen(withoutConnection()))
                        .toList())
                .collectList()
                .doOnNext(answers -> explain(moves, answers))
                .then();
    }

    /** On a machine that has much else to do it may take longer to open one than anybody waits for it. */
    private static Retry withoutConnection() {
        return Retry.backoff(20, Duration.ofMillis(50)).filter(DataAccessResourceFailureException.class::isInstance);
    }

    private void explain(List<Move> moves, List<String> answers) {
        List<World> after = new ArrayList<>();
        for (World world : worlds) {
            orders(moves.size()).forEach(order -> {
                World next = world.copy();
                if (order.stream().allMatch(each -> moves.get(each).played(next).equals(answers.get(each)))) {
                    after.add(next);
                }
            });
        }
        assertThat(after)
                .as("an order of %s that explains %s after one of %s", moves, answers, worlds)
                .isNotEmpty();
        worlds = after.stream().distinct().toList();
    }

    private static Stream<List<Integer>> orders(int count) {
        return count == 0
                ? Stream.of(List.of())
                : orders(count - 1)
                        .flatMap(order -> IntStream.range(0, count).mapToObj(place -> {
                            List<Integer> longer = new ArrayList<>(order);
                            longer.add(place, count - 1);
                            return longer;
                        }));
    }

    private Mono<String> made(Move move) {
        Node node = node();
        CommandService service = node.bean(CommandService.class);
        return switch (move) {
            case Move.Answer(UUID id, Status status) ->
                answer(service.acknowledge(
                        camera, new AckCommand(id, AckCommand.Verdict.valueOf(status.name()), null, null)));
            case Move.Cancel(UUID id, boolean byOwner) ->
                answer(service.cancel(byOwner ? new Caller.User(DeviceRows.OWNER, "session") : client, id));
            case Move.RunOut(UUID id) ->
                node.bean(DatabaseClient.class)
                        .sql("update commands set expires_at = now() where id = :id and status in ('queued', 'sent')")
                        .bind("id", id)
                        .then()
                        .thenReturn("");
            case Move.Part(boolean unlinked) -> part(node, unlinked).thenReturn("");
            case Move.Connect() -> node.steps.pushAll(camera.id()).map(List::toString);
            case Move.Again(UUID id) -> node.steps.pushAgain(id).map(List::toString);
            case Move.Note(UUID id, Mark mark) ->
                node.steps.mark(id, mark == Mark.CONFIRMED).thenReturn("");
            case Move.Sweep() -> node.bean(SettlingTable.class).expire(500).thenReturn("");
        };
    }

    private Mono<Void> part(Node node, boolean unlinked) {
        CommandCancelling cancelling = node.bean(CommandCancelling.class);
        DeviceLink link = new DeviceLink(UUID.randomUUID(), camera.id(), client.id(), Instant.EPOCH);
        return node.bean(Transactions.class)
                .write(unlinked ? cancelling.linkEnds(link) : cancelling.deviceEnds(camera.id(), DeviceEnd.DISABLED));
    }

    private static Mono<String> answer(Mono<Command> call) {
        return call.map(command -> command.status().code())
                .onErrorResume(
                        FailureException.class,
                        refused -> Mono.just(refused.failure().problem().code()));
    }

    private Node node() {
        return nodes.get(random.nextInt(nodes.size()));
    }
}
