package io.vedette.testing.chat;

import static io.vedette.realtime.Push.push;

import io.vedette.platform.bus.Envelope;
import io.vedette.platform.bus.Fact;
import io.vedette.realtime.Audience;
import io.vedette.realtime.Chronicle;
import io.vedette.realtime.Push;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Tells the devices of one user numbers, which are kept. */
public final class Tidings {
    public static final Push<Tiding> TIDING = push("tiding", Tiding.class, "A number that is kept");

    /** Later than whatever else happens. */
    private static final AtomicLong FACTS = new AtomicLong(1L << 40);

    private static final Fact FACT = () -> "tidings";

    private final TestServer server;
    private final String userId;
    private final Audience audience;

    /** One of them. */
    public record Tiding(int number, String text) {}

    public Tidings(TestServer server, String userId, Audience audience) {
        this.server = server;
        this.userId = userId;
        this.audience = audience;
    }

    public void tell(int number) {
        tell(number, "");
    }

    public void tell(int number, String text) {
        tell(FACTS.incrementAndGet(), number, text);
    }

    public void tell(int from, int to) {
        IntStream.rangeClosed(from, to).forEach(this::tell);
    }

    /** As a fact that happens now, among those of the database. */
    public void tellNow(int number) {
        String next = "select nextval(pg_get_serial_sequence('outbox', 'id'))";
        tell(Long.parseLong(TestDatabase.ask(server.database(), next).getFirst()), number, "");
    }

    public void tell(long fact, int number, String text) {
        server.bean(Chronicle.class)
                .tell(new Envelope<>(fact, FACT), userId, audience, TIDING, new Tiding(number, text))
                .subscribe();
    }
}
