package io.vedette.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.commands.Command.Status;
import io.vedette.platform.data.DatabaseUrl;
import io.vedette.testing.DeviceRows;
import io.vedette.testing.Race;
import io.vedette.testing.Reply;
import io.vedette.testing.TestDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Calls that contradict each other come at the same moment, to two nodes: the database decides, once, and that is told. */
class RacesTest {
    private static final int ROUNDS = 40;
    private static final int MOST = 50;
    private static final int PAIRS = 400;
    private static final int CONNECTIONS = 16;

    private static final Told TOLD = new Told();
    private static Node one;
    private static Node other;

    private final Random random = new Random();

    @BeforeAll
    static void start() {
        DatabaseUrl database = TestDatabase.fresh();
        Map<String, String> settings = Map.of("COMMANDS_PER_CAMERA", Integer.toString(MOST));
        one = Node.on(database, settings).toldTo(TOLD);
        other = Node.on(database, settings).toldTo(TOLD);
        one.rows.cameras(PAIRS);
        one.rows.clients(PAIRS);
        one.rows.link(PAIRS, "number");
        Stream.of(one, other).forEach(RacesTest::warmUp);
    }

    /** Opens all connections. */
    private static void warmUp(Node node) {
        Linked linked = Linked.fresh();
        Race.between(Collections.nCopies(CONNECTIONS, () -> linked.sends(node)));
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
    }

    /** A camera and a client that are linked. */
    private record Linked(UUID camera, UUID client) {
        private static final AtomicInteger NEXT = new AtomicInteger();

        static Linked fresh() {
            int number = NEXT.incrementAndGet();
            return new Linked(DeviceRows.numbered(number), DeviceRows.client(number));
        }

        Reply sends(Node node) {
            String order = "{\"targetDeviceId\":\"%s\",\"commandType\":\"blink\"}".formatted(camera);
            return patiently(() -> node.client(client).post("/commands", order));
        }

        UUID sent() {
            return UUID.fromString(sends(one).is(201).json().path("id").asString());
        }

        Reply acks(Node node, UUID id, String status) {
            String verdict = "{\"status\":\"%s\"}".formatted(status);
            return patiently(() -> node.camera(camera).post("/commands/" + id + "/ack", verdict));
        }

        Reply cancels(Node node, UUID id) {
            return patiently(() -> node.client(client).delete("/commands/" + id));
        }
    }

    /** On a machine that has much else to do a call may be told to come again. */
    private static Reply patiently(Supplier<Reply> call) {
        Reply reply = call.get();
        while (reply.status() == 503) {
            reply = call.get();
        }
        return reply;
    }

    @Test
    void nothing_slips_past_an_unlink() {
        nothingSlipsPast("not_linked", linked -> {
            String link = one.ask(
                            "select id from device_links where camera_device_id = '%s'".formatted(linked.camera()))
                    .getFirst();
            return () -> other.owner().delete("/device-links/" + link);
        });
    }

    @Test
    void nor_past_the_disabling_of_a_camera() {
        nothingSlipsPast("target_disabled", linked -> () -> disables(linked.camera()));
    }

    @Test
    void nor_past_that_of_a_client() {
        nothingSlipsPast("device_disabled", linked -> () -> disables(linked.client()));
    }

    @Test
    void nor_past_the_end_of_a_camera() {
        nothingSlipsPast("not_found", linked -> () -> other.owner().delete("/devices/" + linked.camera()));
    }

    private static Reply disables(UUID device) {
        return other.owner().send("PATCH", "/devices/" + device, "{\"status\":\"disabled\"}");
    }

    private interface Ending {
        Supplier<Reply> of(Linked linked);
    }

    private void nothingSlipsPast(String code, Ending ending) {
        int made = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Linked linked = Linked.fresh();
            List<Supplier<Reply>> calls = new ArrayList<>(List.of(
                    () -> linked.sends(one),
                    () -> linked.sends(other),
                    () -> linked.sends(one),
                    () -> patiently(ending.of(linked))));
            Supplier<Reply> end = calls.getLast();
            Collections.shuffle(calls, random);
            List<Reply> replies = new ArrayList<>(Race.between(calls));
            assertThat(replies.remove(calls.indexOf(end)).status()).isIn(200, 204, 404);
            made += (int)
                    replies.stream().filter(reply -> reply.status() == 201).count();
            assertThat(replies)
                    .allSatisfy(reply -> assertThat(
                                    reply.status() == 201
                                            ? code
                                            : reply.json().path("code").asString())
                            .as(reply.text())
                            .isIn(code, "unauthenticated"));
            assertThat(one.ask("""
                    select status from commands where target_device_id = '%s' and status <> 'cancelled'
                    """.formatted(linked.camera()))).isEmpty();
        }
        System.out.printf("%s: %d of %d came before%n", code, made, ROUNDS * 3);
    }

    @Test
    void one_of_many_settles_it_and_everybody_hears_which() {
        Map<UUID, Status> decided = new HashMap<>();
        for (int round = 0; round < ROUNDS * 3; round++) {
            Linked linked = Linked.fresh();
            UUID id = linked.sent();
            List<Supplier<Reply>> calls = new ArrayList<>(List.of(
                    () -> linked.acks(one, id, "acknowledged"),
                    () -> linked.acks(other, id, "acknowledged"),
                    () -> linked.acks(one, id, "rejected"),
                    () -> linked.cancels(other, id)));
            if (round % 3 == 0) {
                calls.add(() -> {
                    one.sql("update commands set expires_at = now() where id = '%s' and settled_at is null"
                            .formatted(id));
                    other.bean(SettlingTable.class).expire(500).block(Node.PATIENCE);
                    return linked.cancels(one, id);
                });
            }
            Collections.shuffle(calls, random);
            List<Reply> replies = Race.between(calls);
            Status status = Status.of(one.ask("select status from commands where id = '%s'".formatted(id))
                    .getFirst());
            assertThat(replies).allSatisfy(reply -> {
                if (reply.status() == 200) {
                    assertThat(reply.json().path("status").asString()).isEqualTo(status.code());
                } else {
                    reply.isProblem(409, "command_settled");
                }
            });
            decided.put(id, status);
        }
        one.awaitAllTold();
        decided.forEach((id, status) -> assertThat(TOLD.of(id)).containsExactly(status));
        System.out.println(
                decided.values().stream().collect(Collectors.groupingBy(each -> each, Collectors.counting())));
    }

    @Test
    void batches_in_opposite_order_and_heartbeats_do_not_lock_each_other_out() {
        List<UUID> cameras =
                Stream.generate(() -> Linked.fresh().camera()).limit(50).toList();
        List<UUID> clients = Stream.generate(one.rows::client).limit(4).toList();
        one.sql("""
                insert into device_links (id, user_id, camera_device_id, client_device_id, created_at)
                select gen_random_uuid(), 'ada', camera, client, now() from unnest(array[%s]::uuid[]) camera,
                  unnest(array[%s]::uuid[]) client
                """.formatted(quoted(cameras), quoted(clients)));
        for (int round = 0; round < 5; round++) {
            List<Supplier<Reply>> calls = new ArrayList<>();
            for (int each = 0; each < clients.size(); each++) {
                UUID client = clients.get(each);
                Node node = each < 2 ? one : other;
                List<UUID> order = new ArrayList<>(cameras);
                Collections.shuffle(order, random);
                calls.add(() -> patiently(() -> node.client(client).post("/commands/batch", batch(order))));
            }
            cameras.subList(0, 20)
                    .forEach(camera -> calls.add(() ->
                            patiently(() -> one.camera(camera).post("/devices/%s/heartbeat".formatted(camera), "{}"))));
            assertThat(Race.between(calls)).allSatisfy(reply -> reply.is(200));
        }
        assertThat(one.ask("select deadlocks from pg_stat_database where datname = current_database()"))
                .containsExactly("0");
    }

    @Test
    void so_many_may_wait_and_not_one_more() {
        Linked linked = Linked.fresh();
        IntStream.range(0, MOST - 5).forEach(_ -> linked.sent());
        List<Reply> replies = Race.between(IntStream.range(0, 20)
                .<Supplier<Reply>>mapToObj(each -> () -> linked.sends(each % 2 == 0 ? one : other))
                .toList());
        assertThat(replies.stream().filter(reply -> reply.status() == 201)).hasSize(5);
        replies.stream()
                .filter(reply -> reply.status() != 201)
                .forEach(reply -> reply.isProblem(409, "quota_exceeded"));
    }

    @Test
    void two_nodes_expire_each_once() {
        Linked linked = Linked.fresh();
        one.sql("""
                insert into commands (id, user_id, source_device_id, target_device_id, number, command_type, payload, status,
                  attempts, created_at, expires_at)
                select uuidv7(), 'ada', '%s', '%s', nextval('command_numbers'), 'blink', '{}', 'queued', 0, now(),
                  now() + interval '1 second'
                from generate_series(1, 2500)
                """.formatted(linked.client(), linked.camera()));
        List<UUID> all =
                one.ask("select id from commands where target_device_id = '%s'".formatted(linked.camera())).stream()
                        .map(UUID::fromString)
                        .toList();
        Node.await(
                "all are told", () -> all.stream().noneMatch(id -> TOLD.of(id).isEmpty()));
        one.awaitAllTold();
        assertThat(all).allSatisfy(id -> assertThat(TOLD.of(id)).containsExactly(Status.EXPIRED));
    }

    private static String batch(List<UUID> cameras) {
        return "{\"commandType\":\"blink\",\"targetDeviceIds\":[%s]}"
                .formatted(quoted(cameras).replace('\'', '"'));
    }

    private static String quoted(List<UUID> ids) {
        return ids.stream().map("'%s'"::formatted).reduce((a, b) -> a + "," + b).orElseThrow();
    }
}
