package io.vedette.platform.outbox;

import io.vedette.platform.bus.Fact;
import io.vedette.platform.bus.Kind;
import io.vedette.platform.data.Transactions;
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
        return Mono.defer(() -> {
            String kind = kinds.nameOf(fact);
            Ticket ticket = new Ticket(fact, announcer);
            // First who is told of the end, then the row: whatever ends the transaction, its ticket is closed.
            return transactions
                    .afterCommit(ticket::committed)
                    .then(transactions.unlessCommitted(ticket::takenBack))
                    .onErrorMap(NoTransactionException.class, Outbox::outsideOfTransaction)
                    .then(table.insert(kind, fact.key(), kinds.write(fact)))
                    .doOnNext(ticket::written)
                    .then();
        });
    }

    private static IllegalStateException outsideOfTransaction(NoTransactionException cause) {
        return new IllegalStateException(
                "A fact is added in the transaction of what it tells of, and none runs", cause);
    }
}
