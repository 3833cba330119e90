package io.vedette.platform.outbox;

import io.vedette.platform.bus.Fact;
import io.vedette.platform.bus.Kind;
import io.vedette.platform.data.Transactions;
import io.vedette.platform.outbox.OutboxTable.Row;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.NoTransactionException;
import reactor.core.publisher.Mono;

/** Where services put what happened, in the transaction in which it does; once that has committed it is announced, whatever dies. */
@Component
public final class Outbox {
    private final Transactions transactions;
    private final OutboxTable table;
    private final FactKinds kinds;
    private final Announcer announcer;

    Outbox(Transactions transactions, OutboxTable table, FactKinds kinds, Announcer announcer) {
        this.transactions = transactions;
        this.table = table;
        this.kinds = kinds;
        this.announcer = announcer;
    }

    /** To the point: a fact outside of a transaction is a bug, and so is one of a type that says no {@link Kind}. */
    public Mono<Void> add(Fact fact) {
        return addAll(List.of(fact));
    }

    /** The same for several at once, in their order: one statement, however many there are. */
    public Mono<Void> addAll(List<? extends Fact> facts) {
        return facts.isEmpty()
                ? Mono.empty()
                : Mono.defer(() -> {
                    List<Row> rows = facts.stream().map(this::row).toList();
                    List<Ticket> tickets = facts.stream()
                            .map(fact -> new Ticket(fact, announcer))
                            .toList();
                    // First who is told of the end, then the rows: whatever ends the transaction, the tickets are
                    // closed.
                    return transactions
                            .afterCommit(() -> tickets.forEach(Ticket::committed))
                            .then(transactions.unlessCommitted(() -> tickets.forEach(Ticket::takenBack)))
                            .onErrorMap(NoTransactionException.class, Outbox::outsideOfTransaction)
                            .then(table.insert(rows))
                            .doOnNext(written -> IntStream.range(0, tickets.size())
                                    .forEach(i -> tickets.get(i).written(written.get(i))))
                            .then();
                });
    }

    private Row row(Fact fact) {
        return new Row(kinds.nameOf(fact), fact.key(), kinds.write(fact));
    }

    private static IllegalStateException outsideOfTransaction(NoTransactionException cause) {
        return new IllegalStateException(
                "A fact is added in the transaction of what it tells of, and none runs", cause);
    }
}
