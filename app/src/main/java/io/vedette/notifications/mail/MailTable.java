package io.vedette.notifications.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.r2dbc.spi.Readable;
import io.vedette.platform.data.Columns;
import io.vedette.platform.data.Lane;
import io.vedette.platform.secrets.SealedBox;
import io.vedette.platform.secrets.Secrets;
import io.vedette.platform.secrets.UnopenableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The mails that wait, what became of the others, and the pace that all nodes share. */
@Repository
class MailTable {
    /**
     * A mail that this node has taken.
     *
     * @param letter what is to be sent; null when this node's secret does not open it
     * @param firstAttemptAt of the attempts that may have been accepted, with this one
     * @param attemptedBefore the same without this one
     */
    record Claimed(
            UUID id,
            String template,
            @Nullable Letter letter,
            int attempts,
            Instant firstAttemptAt,
            @Nullable Instant attemptedBefore) {}

    private final DatabaseClient database;
    private final SealedBox box;
    private final Clock clock;

    MailTable(DatabaseClient database, Secrets secrets, Clock clock) {
        this.database = database;
        this.box = secrets.box("mails");
        this.clock = clock;
    }

    /** In the transaction of whoever wants it sent. */
    Mono<Void> insert(Letter letter) {
        return database.sql("""
                insert into mails (id, template, idempotency_key, sealed, created_at, next_at)
                values (:id, :template, :key, :sealed, :createdAt, :createdAt)
                """)
                .bind("id", letter.id())
                .bind("template", letter.template())
                .bind("key", letter.idempotencyKey())
                .bind(
                        "sealed",
                        box.seal(letter.body().getBytes(UTF_8), letter.id().toString()))
                .bind("createdAt", letter.createdAt())
                .then();
    }

    /**
     * Takes the mail that has waited longest, for as long as a lease, if it is anybody's turn: the row of the pace is
     * locked first, so that of all nodes one takes one mail at a time. Served by the index on next_at.
     */
    Mono<Claimed> claim(String account, Duration gap, Duration lease) {
        Instant now = clock.instant();
        return Lane.jobs(database.sql("""
                with turn as materialized (
                  select id from mail_pace
                  where next_at <= :now and (paused_until <= :now or paused_account <> :account)
                    and exists (select 1 from mails where settled_at is null and mails.next_at <= :now)
                  for update skip locked
                ), head as materialized (
                  select id, first_attempt_at from mails
                  where settled_at is null and next_at <= :now and exists (select 1 from turn)
                  order by next_at limit 1
                  for update skip locked
                ), paced as (
                  update mail_pace set next_at = :rested where exists (select 1 from head)
                )
                update mails set attempts = attempts + 1, next_at = :leased,
                  first_attempt_at = coalesce(mails.first_attempt_at, :now)
                from head where mails.id = head.id
                returning mails.id, template, idempotency_key, sealed, created_at, attempts,
                  mails.first_attempt_at, head.first_attempt_at as attempted_before
                """)
                .bind("now", now)
                .bind("account", account)
                .bind("rested", now.plus(gap))
                .bind("leased", now.plus(lease))
                .map(row -> claimed(row))
                .one());
    }

    /** When there may be something to take; empty when nothing waits. Served by the index on next_at. */
    Mono<Instant> nextTurn(String account) {
        return Lane.jobs(database.sql("""
                select greatest(head.next_at, pace.next_at,
                  case when paused_account = :account then paused_until end) as turn
                from mail_pace pace,
                  (select next_at from mails where settled_at is null order by next_at limit 1) head
                """)
                .bind("account", account)
                .map(row -> Columns.value(row, "turn", Instant.class))
                .one());
    }

    Mono<Void> sent(UUID id, @Nullable String providerId, @Nullable String problem) {
        return settle(id, "sent", providerId, problem);
    }

    Mono<Void> failed(UUID id, String problem) {
        return settle(id, "failed", null, problem);
    }

    /** What it said and to whom is of no more use, so it is not kept. */
    private Mono<Void> settle(UUID id, String state, @Nullable String providerId, @Nullable String problem) {
        return Lane.jobs(database.sql("""
                update mails set state = :state, sealed = null, provider_id = :providerId, problem = :problem,
                  settled_at = :now
                where id = :id and settled_at is null
                """)
                .bind("id", id)
                .bind("state", state)
                .bind("providerId", Columns.orNull(providerId, String.class))
                .bind("problem", Columns.orNull(problem, String.class))
                .bind("now", clock.instant())
                .then());
    }

    /** To be taken again after a while, unless another node has taken it since, as the lease was over. */
    Mono<Void> postpone(Claimed mail, Instant until, String problem, @Nullable Instant firstAttemptAt) {
        return Lane.jobs(database.sql("""
                update mails set next_at = :until, problem = :problem, first_attempt_at = :firstAttemptAt
                where id = :id and settled_at is null and attempts = :attempts
                """)
                .bind("id", mail.id())
                .bind("attempts", mail.attempts())
                .bind("until", until)
                .bind("problem", problem)
                .bind("firstAttemptAt", Columns.orNull(firstAttemptAt, Instant.class))
                .then());
    }

    /** No node takes a mail before. */
    Mono<Void> rest(Duration duration) {
        return Lane.jobs(database.sql("update mail_pace set next_at = greatest(next_at, :until)")
                .bind("until", clock.instant().plus(duration))
                .then());
    }

    /** No node takes a mail before with this account. */
    Mono<Void> pause(String account, Instant until, String problem) {
        return Lane.jobs(database.sql("""
                update mail_pace
                set paused_account = :account, paused_until = :until, paused_because = :problem
                """)
                .bind("account", account)
                .bind("until", until)
                .bind("problem", problem)
                .then());
    }

    private Claimed claimed(Readable row) {
        UUID id = Columns.value(row, "id", UUID.class);
        String template = Columns.value(row, "template", String.class);
        return new Claimed(
                id,
                template,
                letter(row, id, template),
                Columns.value(row, "attempts", Integer.class),
                Columns.value(row, "first_attempt_at", Instant.class),
                row.get("attempted_before", Instant.class));
    }

    private @Nullable Letter letter(Readable row, UUID id, String template) {
        try {
            byte[] body = box.open(Columns.value(row, "sealed", byte[].class), id.toString());
            return new Letter(
                    id,
                    template,
                    Columns.value(row, "idempotency_key", String.class),
                    new String(body, UTF_8),
                    Columns.value(row, "created_at", Instant.class));
        } catch (UnopenableException e) {
            return null;
        }
    }
}
