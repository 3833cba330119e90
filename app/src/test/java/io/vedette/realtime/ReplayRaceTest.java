package io.vedette.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.devices.DeviceRooms;
import io.vedette.testing.Household;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.Property;
import io.vedette.testing.TestServer;
import io.vedette.testing.chat.Tidings;
import io.vedette.testing.faults.HookedCheckpoints;
import io.vedette.testing.sockets.Talker.By;
import io.vedette.testing.sockets.Wanderer;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Whatever happens at whichever point of a coming back, it is told once, and in order. */
class ReplayRaceTest {
    private static final int RUNS = Integer.getInteger("replay.races", 500);
    private static final TestServer SERVER = TestServer.start(Map.of("RATE_LIMIT_ENABLED", "false"));

    private final Household house = Household.at(SERVER);
    private final Gadget camera = house.camera();
    private final Gadget phone = house.client();
    private final HookedCheckpoints checkpoints = SERVER.bean(HookedCheckpoints.class);
    private final AtomicInteger told = new AtomicInteger();
    private final Tidings tidings;
    private int heard;

    ReplayRaceTest() {
        house.link(camera, phone).is(201);
        tidings = new Tidings(SERVER, house.userId(), Audience.in(DeviceRooms.linkedWith(camera.id())));
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private void tell(int count) {
        IntStream.range(0, count).forEach(_ -> tidings.tell(told.incrementAndGet()));
    }

    private void hearsAll(Wanderer wanderer) {
        for (int last = told.get(); heard < last; heard++) {
            assertThat(wanderer.hears()).isEqualTo(heard + 1);
        }
    }

    private void comesBack(Wanderer wanderer, boolean byPass) {
        if (byPass) {
            wanderer.connects();
            assertThat(wanderer.isRecovered()).isTrue();
        } else {
            wanderer.asks();
        }
    }

    /** What it is told before its answer, it missed; what comes behind that, it is told live. */
    private void hearsItsAnswer(Wanderer wanderer, int missed) {
        for (; heard < missed; heard++) {
            assertThat(wanderer.hears()).isEqualTo(heard + 1);
        }
        assertThat(wanderer.hearsThatItIsRecovered()).isTrue();
    }

    private void run(Wanderer wanderer, RandomGenerator random) {
        boolean byPass = random.nextBoolean();
        int inItsRooms = random.nextInt(3);
        int read = random.nextInt(3);
        AtomicInteger missed = new AtomicInteger();
        tell(random.nextInt(3));
        for (int some = random.nextInt(3); some > 0 && heard < told.get(); some--) {
            assertThat(wanderer.hears()).isEqualTo(++heard);
        }
        wanderer.isCut();
        tell(random.nextInt(3));
        checkpoints.at(Recovery.IN_ITS_ROOMS, () -> {
            tell(inItsRooms);
            missed.set(told.get());
        });
        checkpoints.at(Recovery.READ, () -> tell(read));
        comesBack(wanderer, byPass);
        checkpoints.nowhere();
        tell(random.nextInt(3));
        if (!byPass) {
            hearsItsAnswer(wanderer, missed.get());
        }
        hearsAll(wanderer);
    }

    @Test
    void at_named_points() {
        try (Wanderer wanderer = new Wanderer(By.WEBSOCKET, SERVER.url(), phone.token())) {
            wanderer.asks();
            wanderer.hearsThatItIsRecovered();
            Property.check(RUNS, random -> run(wanderer, random));
        }
    }

    @Test
    void at_any_point() {
        try (Wanderer wanderer = new Wanderer(By.WEBSOCKET, SERVER.url(), phone.token());
                ExecutorService teller = Executors.newSingleThreadExecutor()) {
            wanderer.connects();
            AtomicInteger wanted = new AtomicInteger();
            teller.execute(() -> {
                while (wanted.get() >= 0) {
                    LockSupport.parkNanos(100_000);
                    if (told.get() < wanted.get()) {
                        tell(1);
                    }
                }
            });
            try {
                for (int run = 0; run < RUNS; run++) {
                    wanted.addAndGet(20);
                    wanderer.isCut();
                    comesBack(wanderer, true);
                    for (int some = 0; some < 20; some++) {
                        assertThat(wanderer.hears()).isEqualTo(++heard);
                    }
                }
            } finally {
                // Else the teller would keep a test from ending that has failed.
                wanted.set(-1);
            }
        }
    }
}
