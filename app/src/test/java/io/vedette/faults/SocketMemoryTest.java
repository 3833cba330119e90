package io.vedette.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Alone;
import io.vedette.testing.Await;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.faults.Footprint;
import io.vedette.testing.faults.Frames;
import io.vedette.testing.faults.Listener;
import io.vedette.testing.faults.Peer;
import io.vedette.testing.faults.Scrape;
import io.vedette.testing.faults.ServerProcess;
import io.vedette.testing.faults.Servers;
import io.vedette.testing.faults.Speaker;
import io.vedette.testing.faults.Swarm;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What many ill-behaved sockets cost together has a bound, and is given back when they are gone. */
@Alone
class SocketMemoryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** By hand with more of them. */
    private static final int READERS = Integer.getInteger("memory.readers", 1_000);

    private static final int SENDERS = 40;
    private static final int ODD_ONES = 500;
    private static final String WORD = "x".repeat(8 << 10);
    private static final int SOME = 20;
    private static final int FAR_TOO_MANY = 5_000;
    private static final int HALF_AN_OUTBOX = 512 << 10;
    private static final long MOST_KIB_A_READER = 128;
    private static final long MOST_KIB_A_SENDER = 2 << 10;
    private static final long MOST_KIB_LEFT = 8 << 10;

    @RegisterExtension
    final Servers servers = new Servers();

    private final ServerProcess server = servers.on(TestDatabase.fresh()).start();
    private final Swarm swarm = new Swarm(server.url());
    private Footprint before = server.footprint();

    @BeforeEach
    void others_have_come_and_gone() {
        Swarm.all(200, number -> swarm.connected("fixed-" + number)).forEach(Peer::cut);
        Await.until("they are gone", PATIENCE, () -> sessions() == 0);
        before = server.footprint();
    }

    @AfterEach
    void end() {
        swarm.close();
    }

    @Test
    void who_stops_reading_costs_little_until_it_is_sent_away() {
        List<Peer> readers = Swarm.all(READERS, this::reader);
        Speaker speaker = Speaker.of(swarm.connected("fixed-1000000"));
        Footprint connected = server.footprint();
        readers.forEach(Peer::stopReading);
        sayUntil(speaker, () -> Scrape.of(server.url()).sum("vedette_socket_outbox_bytes_max") >= HALF_AN_OUTBOX);
        Footprint full = server.footprint();
        sayUntil(speaker, () -> Scrape.of(server.url()).closed("too_slow") >= READERS);
        Footprint after = server.footprint();
        System.out.printf(
                "%,d who stop reading: before %s; connected %s; with all that waits %s; sent away %s%n",
                READERS, before, connected, full, after);
        assertThat(full.residentKib() - connected.residentKib()).isLessThan(READERS * MOST_KIB_A_READER);
        isGivenBack(after, 1);
        assertThat(server.log())
                .filteredOn(line -> line.contains("too_slow"))
                .hasSize(READERS)
                .allMatch(line -> line.contains("device:"));
    }

    @Test
    void what_is_begun_and_never_ended_costs_no_more_than_a_message_may() {
        List<Peer> senders = Swarm.all(SENDERS, number -> swarm.connected("fixed-" + number));
        senders.forEach(SocketMemoryTest::beginAttachments);
        senders.forEach(peer -> Await.until("all is taken", PATIENCE, peer::isDrained));
        Footprint full = server.footprint();
        senders.forEach(peer -> peer.send(Frames.masked(Frames.BINARY, new byte[200_000])));
        senders.forEach(Peer::ended);
        all("it is ended", number -> swarm.connected("fixed-" + number), Frames.promising(Frames.TEXT, 1_000_001));
        all("it is no frame", number -> swarm.connected("fixed-" + number), new byte[] {0x7f, 0x7f, 1, 2, 3, 4, 5, 6});
        all("it is compressed", number -> swarm.connected("fixed-" + number), new byte[] {
            (byte) 0xC1, (byte) 0x80, 0, 0, 0, 0
        });
        Footprint after = server.footprint();
        System.out.printf(
                "%d with attachments that never end: before %s; with them %s; when they, %,d with frames that are too large "
                        + "and %,d with garbage were gone %s%n",
                SENDERS, before, full, ODD_ONES, 2 * ODD_ONES, after);
        assertThat(full.residentKib() - before.residentKib()).isLessThan(SENDERS * MOST_KIB_A_SENDER);
        isGivenBack(after, 0);
    }

    private Peer reader(int number) {
        Peer peer = swarm.narrow("fixed-" + number).connected();
        Listener.in("all", peer);
        return peer;
    }

    /** In small portions: what waits is to be seen before it is too much. */
    private static void sayUntil(Speaker speaker, BooleanSupplier enough) {
        for (int said = 0; !enough.getAsBoolean(); said += SOME) {
            assertThat(said).as("words").isLessThan(FAR_TOO_MANY);
            speaker.say("all", WORD, SOME, 10 * SOME, () -> {});
        }
    }

    private static void beginAttachments(Peer peer) {
        peer.say("4516-[\"echo\",{\"_placeholder\":true,\"num\":0}]");
        byte[] half = Frames.masked(Frames.BINARY, new byte[450_000]);
        peer.send(half);
        peer.send(half);
    }

    private static void all(String what, IntFunction<Peer> one, byte[] words) {
        List<Peer> ended = Swarm.all(ODD_ONES, number -> {
            Peer peer = one.apply(number);
            peer.send(words);
            return peer.ended();
        });
        assertThat(ended).as(what).hasSize(ODD_ONES).allMatch(Peer::hasEnded);
    }

    private void isGivenBack(Footprint after, int still) {
        assertThat(after.heapKib()).isLessThan(before.heapKib() + MOST_KIB_LEFT);
        assertThat(after.directKib()).isLessThan(before.directKib() + MOST_KIB_LEFT);
        assertThat(sessions()).isEqualTo(still);
    }

    private double sessions() {
        return Scrape.of(server.url()).sum("vedette_socket_sessions");
    }
}
