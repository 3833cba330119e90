package io.vedette.webhooks;

import static io.vedette.testing.faults.StandIn.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.data.DatabaseUrl;
import io.vedette.testing.Alone;
import io.vedette.testing.Await;
import io.vedette.testing.Household;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.faults.ServerProcess;
import io.vedette.testing.faults.Servers;
import io.vedette.testing.faults.StandIn.Received;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Twenty receivers, one of which hangs, one is gone, one redirects and the others fail every tenth message at first; the
 * server is killed twice. With fewer facts by {@code -Dwebhooks.events=600}.
 */
@Alone
class WebhookStormTest {
    private static final int FACTS = Integer.getInteger("webhooks.events", 5_000);
    private static final int USERS = 10;
    private static final int CAMERAS = 2;
    private static final int WAVES = 3;
    /** Each makes two facts. */
    private static final int EVENTS = FACTS / USERS / WAVES / 2;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @RegisterExtension
    final Servers servers = new Servers();

    private final DatabaseUrl database = TestDatabase.fresh();
    private final MotionFacts facts = new MotionFacts(database);
    private final Receiver receiver = new Receiver();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    /** What they have taken, by their paths. */
    private final Map<String, Set<String>> heard = new ConcurrentHashMap<>();

    private final List<Hook> healthy = new ArrayList<>();
    private final List<Hook> unwell = new ArrayList<>();
    private final List<String> users = new ArrayList<>();

    @AfterEach
    void close() {
        receiver.close();
    }

    private Mono<Void> answer(Received message, HttpServerResponse response) {
        String id = Receiver.idOf(message);
        return switch (message.path()) {
            case "/hangs" -> Mono.never();
            case "/gone" -> status(410, "").answer(message, response);
            case "/moved" ->
                status(302, "", "Location", receiver.url().replace("localhost", "127.0.0.1") + "/trap")
                        .answer(message, response);
            default -> {
                boolean fails = seen.add(id) && Math.floorMod(id.hashCode(), 10) == 0;
                if (!fails) {
                    heard.computeIfAbsent(message.path(), _ -> ConcurrentHashMap.newKeySet())
                            .add(id);
                }
                yield status(fails ? 500 : 204, "").answer(message, response);
            }
        };
    }

    private void hooks(ServerProcess server) {
        List<String> bad = List.of("/hangs", "/gone", "/moved");
        for (int number = 0; number < USERS; number++) {
            Household house = house(server, "user" + number);
            users.add(house.userId());
            healthy.add(hook(house, "/a" + number));
            if (number < bad.size()) {
                unwell.add(hook(house, bad.get(number)));
            } else {
                healthy.add(hook(house, "/b" + number));
            }
        }
    }

    private Household house(ServerProcess server, String user) {
        return Household.of(server.url(), user, database);
    }

    private Hook hook(Household house, String path) {
        return Hook.of(house, receiver.url() + path, "motion.detected", "motion.ended");
    }

    private void wave(int number) {
        facts.add(users, CAMERAS, number * EVENTS, EVENTS);
    }

    @Test
    void loses_nothing_keeps_the_order_and_lets_nobody_wait_for_another() {
        receiver.always(this::answer);
        ServerProcess server = servers.on(database)
                .killsItselfAt("webhook: after answer, before it is stored", 150)
                .start();
        hooks(server);
        wave(0);
        assertThat(server.exit()).isEqualTo(ServerProcess.KILLED);
        facts.leasesEnd();
        wave(1);
        server.restart();
        int some = EVENTS * 2 * healthy.size();
        Await.until("many are delivered", PATIENCE, () -> seen.size() > some);
        server.kill9();
        long killedAt = System.nanoTime();
        facts.leasesEnd();
        wave(2);
        server.restart();
        int all = EVENTS * 2 * WAVES;
        for (Hook hook : healthy) {
            String path = pathOf(hook);
            Await.until(path + " has heard all", PATIENCE, () -> heardAt(path).size() >= all);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - killedAt);
        System.out.printf("All have heard %d facts %d ms after the last kill%n", FACTS, took.toMillis());
        healthy.forEach(this::hasHeardAllInOrder);
        Await.until("nothing is left for those who are well", PATIENCE, () -> left() == 0);
        assertThat(receiver.at("/hangs")).isNotEmpty();
        assertThat(receiver.at("/trap")).isEmpty();
        assertThat(TestDatabase.ask(database, "select disabled_reason from webhooks where status = 'disabled'"))
                .containsExactly("endpoint_gone");
    }

    private String pathOf(Hook hook) {
        return TestDatabase.ask(database, "select url from webhooks where id = '%s'".formatted(hook.id()))
                .getFirst()
                .substring(receiver.url().length());
    }

    private Set<String> heardAt(String path) {
        return heard.getOrDefault(path, Set.of());
    }

    private long left() {
        String bad = unwell.stream().map(hook -> "'" + hook.id() + "'").collect(Collectors.joining(","));
        return Long.parseLong(TestDatabase.ask(
                        database,
                        "select count(*) from webhook_deliveries where status <> 'delivered' and webhook_id not in (%s)"
                                .formatted(bad))
                .getFirst());
    }

    /** Of each camera, by what came first of each message. */
    private void hasHeardAllInOrder(Hook hook) {
        Set<String> known = new HashSet<>();
        List<Received> firsts = receiver.at(pathOf(hook)).stream()
                .filter(message -> known.add(Receiver.idOf(message)))
                .toList();
        assertThat(firsts).hasSize(EVENTS * 2 * WAVES);
        assertThat(Stream.of(firsts.getFirst(), firsts.getLast()))
                .allMatch(message -> Receiver.isSigned(message, hook.secret()));
        Map<String, List<String>> byCamera = firsts.stream()
                .collect(Collectors.groupingBy(
                        message -> Receiver.json(message)
                                .at("/data/cameraDeviceId")
                                .asString(),
                        Collectors.mapping(
                                message -> Receiver.json(message)
                                                .at("/data/eventId")
                                                .asString()
                                        + Receiver.typeOf(message),
                                Collectors.toList())));
        assertThat(byCamera).hasSize(CAMERAS);
        byCamera.forEach((_, told) -> assertThat(told).isSorted());
    }
}
