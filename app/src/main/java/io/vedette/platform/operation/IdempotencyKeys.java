package io.vedette.platform.operation;

import io.vedette.platform.data.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The keys that callers have used, each with what its first call was answered. */
@Repository
class IdempotencyKeys {
    /** One key of one caller for one operation. */
    record UsedKey(String caller, String operation, String key) {}

    /** @param sameBody whether the first call said the same as this one */
    record Kept(boolean sameBody, int status, @Nullable String body) {}

    private final DatabaseClient database;

    IdempotencyKeys(DatabaseClient database) {
        this.database = database;
    }

    /** True for the first within a day. Waits for a transaction that is using the same key on another node. */
    Mono<Boolean> claim(UsedKey used, byte[] fingerprint) {
        return bound("""
                insert into idempotency_keys (caller, operation, key, fingerprint)
                values (:caller, :operation, :key, :fingerprint)
                on conflict (caller, operation, key) do update
                set fingerprint = excluded.fingerprint, status = null, body = null, created_at = now()
                where idempotency_keys.created_at < now() - interval '24 hours'
                """, used)
                .bind("fingerprint", fingerprint)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Long> keep(UsedKey used, int status, @Nullable String body) {
        return bound("""
                update idempotency_keys set status = :status, body = :body
                where caller = :caller and operation = :operation and key = :key
                """, used)
                .bind("status", status)
                .bind("body", Columns.orNull(body, String.class))
                .fetch()
                .rowsUpdated();
    }

    Mono<Kept> find(UsedKey used, byte[] fingerprint) {
        return bound("""
                select fingerprint = :fingerprint as same_body, status, body from idempotency_keys
                where caller = :caller and operation = :operation and key = :key
                """, used)
                .bind("fingerprint", fingerprint)
                .map((row, _) -> new Kept(
                        Columns.value(row, "same_body", Boolean.class),
                        Columns.value(row, "status", Integer.class),
                        row.get("body", String.class)))
                .one();
    }

    /** In small steps, served by the index on created_at; what another node is forgetting is left to it. */
    Mono<Long> forgetOld(int atMost) {
        return database.sql("""
                delete from idempotency_keys where ctid in (
                  select ctid from idempotency_keys where created_at < now() - interval '24 hours'
                  order by created_at limit :atMost for update skip locked)
                """).bind("atMost", atMost).fetch().rowsUpdated();
    }

    private DatabaseClient.GenericExecuteSpec bound(String sql, UsedKey used) {
        return database.sql(sql)
                .bind("caller", used.caller())
                .bind("operation", used.operation())
                .bind("key", used.key());
    }
}
