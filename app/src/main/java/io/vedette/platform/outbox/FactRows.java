package io.vedette.platform.outbox;

import static io.vedette.platform.data.Columns.value;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import io.vedette.platform.bus.Fact;
import io.vedette.platform.data.Transactions;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * For a statement that changes something and must stay the only one: the piece of it that writes the facts of what it has
 * changed, and who announces them then.
 */
@Component
public final class FactRows {
    /** A fact as the statement has written it. */
    public record Added(long id, long predecessor, Fact fact) {}

    /** What a statement that reads the rows of {@link #from} selects of them. */
    public static final String COLUMNS =
            " facts.id as fact_id, facts.predecessor as fact_predecessor, facts.payload as fact ";

    private final Transactions transactions;
    private final FactKinds kinds;
    private final Announcer announcer;
    private final RelayPace pace;

    FactRows(Transactions transactions, FactKinds kinds, Announcer announcer, RelayPace pace) {
        this.transactions = transactions;
        this.kinds = kinds;
        this.announcer = announcer;
        this.pace = pace;
    }

    /**
     * A {@code with} query called {@code facts}, which writes one for each row of {@code source}: that has the columns
     * {@code fact_key} and {@code fact}, the fact as JSON. What precedes it is looked for in a snapshot of its own, as the
     * statement may have waited for whoever wrote that.
     */
    public static String from(String source) {
        return """
                facts as (
                  insert into outbox (kind, key, payload, due_at)
                  select :factKind, fact_key, fact, clock_timestamp() + make_interval(secs => :factGrace) from %s
                  returning id, key, payload, outbox_predecessor(key, id, :factsKnown) as predecessor
                )
                """.formatted(source);
    }

    /** A time as JSON has it, for a fact that a statement writes. */
    public static String time(String expression) {
        return "to_char(%s at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')".formatted(expression);
    }

    public GenericExecuteSpec bind(GenericExecuteSpec statement, Class<? extends Fact> fact) {
        return statement
                .bind("factKind", FactKinds.nameOf(fact))
                .bind("factGrace", pace.grace().toMillis() / 1000.0)
                .bind("factsKnown", kinds.names());
    }

    /** Of a row with {@link #COLUMNS}. */
    public <F extends Fact> Added read(Readable row, Class<F> type) {
        return new Added(
                value(row, "fact_id", Long.class),
                value(row, "fact_predecessor", Long.class),
                kinds.read(
                        FactKinds.nameOf(type), value(row, "fact", Json.class).asString()));
    }

    /** They are announced once they have committed. */
    public Mono<Void> announce(List<Added> facts) {
        List<Ticket> tickets = facts.stream().map(this::ticket).toList();
        return tickets.isEmpty()
                ? Mono.empty()
                : transactions.whenEnded(
                        () -> tickets.forEach(Ticket::committed), () -> tickets.forEach(Ticket::takenBack));
    }

    private Ticket ticket(Added added) {
        Ticket ticket = new Ticket(added.fact(), announcer);
        ticket.written(new Written(added.id(), added.predecessor()));
        return ticket;
    }
}
