package io.vedette.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Alone;
import io.vedette.testing.Await;
import io.vedette.testing.Household;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.Reply;
import io.vedette.testing.TestServer;
import io.vedette.testing.faults.Oracle;
import io.vedette.testing.sockets.Talker.By;
import io.vedette.testing.sockets.Wanderer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Many clients are cut off again and again while cameras see things; each ends up with all of them, once and in order. */
@Alone
class RecoveryUnderLoadTest {
    private static final int HOUSES = 10;
    private static final int DEVICES = Integer.getInteger("recovery.clients", 200) / HOUSES;
    private static final int CUTS = 10;
    private static final int PER_SECOND = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Oracle oracle = new Oracle();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicBoolean quiet = new AtomicBoolean();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Double> seconds = new AtomicReference<>(0.0);
    private final AtomicInteger told = new AtomicInteger();
    private final AtomicInteger arrivals = new AtomicInteger();
    private final AtomicInteger finished = new AtomicInteger();
    private final AtomicInteger recoveries = new AtomicInteger();

    /** One camera, and the clients that are linked with it. */
    private static final class Home {
        private final Gadget camera;
        private final List<Gadget> clients;
        private @Nullable String open;
        private volatile String last = "";

        Home(TestServer server) {
            Household house = Household.at(server);
            camera = house.camera();
            clients = IntStream.range(0, DEVICES).mapToObj(_ -> house.client()).toList();
            clients.forEach(client -> house.link(camera, client).is(201));
        }

        /** Motion begins, or that which goes on is over; gives what the clients are told of it. */
        String seesSomething() {
            String going = open;
            if (going == null) {
                going = reports("motion/start").path("id").asString();
                open = going;
                last = "motion:detected " + going;
            } else {
                reports("%s/motion/end".formatted(going));
                open = null;
                last = "motion:ended " + going;
            }
            return last;
        }

        /** As often as it takes: on a machine with much else to do a camera may be told to come again. */
        private JsonNode reports(String what) {
            Reply reply = camera.calls().post("/events/" + what, "{}");
            while (reply.status() == 503) {
                reply = camera.calls().post("/events/" + what, "{}");
            }
            assertThat(reply.status()).as(reply.text()).isIn(200, 201);
            return reply.json();
        }
    }

    /** As one of these would come: the client for JavaScript over either transport, or one that asks by itself. */
    private enum Way {
        PASS(By.WEBSOCKET),
        POLLING_PASS(By.POLLING),
        SINCE(By.WEBSOCKET),
        POLLING_SINCE(By.POLLING);

        private final By by;

        Way(By by) {
            this.by = by;
        }

        boolean asks() {
            return this == SINCE || this == POLLING_SINCE;
        }
    }

    private void tell(Home home) {
        try {
            seeThings(home);
        } catch (AssertionError | RuntimeException failed) {
            failures.add(failed);
            over.set(true);
        }
    }

    /** Once all are there: whoever first connects later would miss what came before, and rightly so. */
    private void seeThings(Home home) {
        Await.until("all are there", PATIENCE, () -> arrivals.get() == HOUSES * DEVICES);
        long start = System.nanoTime();
        for (int number = 1; !over.get(); number++) {
            LockSupport.parkNanos(start + number * TimeUnit.SECONDS.toNanos(HOUSES) / PER_SECOND - System.nanoTime());
            String seen = home.seesSomething();
            home.clients.forEach(client -> oracle.acknowledged(client.id().toString(), seen));
            told.incrementAndGet();
        }
        seconds.set((System.nanoTime() - start) / 1e9);
    }

    private void connect(Way way, Wanderer wanderer, boolean first) {
        if (way.asks()) {
            wanderer.asks();
        } else {
            wanderer.connects();
            assertThat(wanderer.isRecovered()).isEqualTo(!first);
        }
        (first ? arrivals : recoveries).incrementAndGet();
    }

    private String hear(Gadget client, Wanderer wanderer) {
        JsonNode told = wanderer.hearsAnything();
        String heard =
                told.path(0).asString() + " " + told.path(1).path("eventId").asString();
        oracle.arrived(client.id().toString(), heard);
        return heard;
    }

    /** Whatever came before the answer was missed; the answer itself must be that nothing is lost. */
    private String hearsUntilAnswered(Way way, Gadget client, Wanderer wanderer, boolean first) {
        String last = "";
        while (way.asks() && !wanderer.isAnswered()) {
            last = hear(client, wanderer);
        }
        if (way.asks()) {
            assertThat(wanderer.hearsThatItIsRecovered()).isEqualTo(!first);
        }
        return last;
    }

    private Void wander(Home home, Gadget client, Way way, TestServer server) {
        try {
            return wanderOn(home, client, way, server);
        } catch (AssertionError | RuntimeException failed) {
            failures.add(failed);
            over.set(true);
            throw new AssertionError(way.toString(), failed);
        }
    }

    private Void wanderOn(Home home, Gadget client, Way way, TestServer server) {
        try (Wanderer wanderer = new Wanderer(way.by, server.url(), client.token())) {
            String last = "";
            for (int cut = 0; cut < CUTS; cut++) {
                connect(way, wanderer, cut == 0);
                last = later(last, hearsUntilAnswered(way, client, wanderer, cut == 0));
                for (int some = ThreadLocalRandom.current().nextInt(6); some > 0; some--) {
                    last = hear(client, wanderer);
                }
                wanderer.isCut();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(
                        ThreadLocalRandom.current().nextInt(300)));
            }
            finished.incrementAndGet();
            Await.until("cameras see nothing more", PATIENCE, quiet::get);
            connect(way, wanderer, false);
            last = later(last, hearsUntilAnswered(way, client, wanderer, false));
            while (!last.equals(home.last)) {
                last = hear(client, wanderer);
            }
            return null;
        }
    }

    private static String later(String last, String heard) {
        return heard.isEmpty() ? last : heard;
    }

    @Test
    void nothing_is_lost_or_told_twice() throws ExecutionException, InterruptedException {
        try (TestServer server = TestServer.start(Map.of("RATE_LIMIT_ENABLED", "false", "DEVICES_PER_USER", "10000"));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Home> homes =
                    IntStream.range(0, HOUSES).mapToObj(_ -> new Home(server)).toList();
            List<Future<Void>> all = new ArrayList<>();
            for (Home home : homes) {
                for (Gadget client : home.clients) {
                    Way way = Way.values()[all.size() % Way.values().length];
                    all.add(threads.submit(() -> wander(home, client, way, server)));
                }
            }
            List<Future<?>> cameras = homes.stream()
                    .<Future<?>>map(home -> threads.submit(() -> tell(home)))
                    .toList();
            Await.until("all have been cut", PATIENCE, () -> finished.get() == all.size() || over.get());
            over.set(true);
            for (Future<?> camera : cameras) {
                camera.get();
            }
            quiet.set(true);
            assertThat(failures).isEmpty();
            for (Future<Void> each : all) {
                each.get();
            }
            System.out.printf(
                    "%d recoveries of %d devices while cameras saw %d things in %.1f s%n",
                    recoveries.get(), all.size(), told.get(), seconds.get());
        }
        oracle.nothingLost().nothingMadeUp().inOrder().duplicatesAtMost(0);
    }
}
