package io.vedette.identity.verification;

import static io.vedette.platform.data.Columns.value;

import io.r2dbc.spi.Readable;
import io.vedette.platform.ops.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** All that is waiting to be proven. */
@Component
public final class Verifications {
    private static final String INSERT = """
            insert into verification (id, identifier, value, "expiresAt", "createdAt", "updatedAt")
            values (:id, :identifier, :value, :expiresAt, :now, :now)
            """;
    private static final String FIND = """
            select id, identifier, value, "expiresAt" from verification where identifier = :identifier
            order by "createdAt" desc, id limit 1
            """;

    private final DatabaseClient database;
    private final Clock clock;

    Verifications(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The newest of this name. */
    public Mono<Verification> find(String identifier) {
        return find(FIND, identifier);
    }

    /** The same, and nobody else gets at it before the transaction ends. */
    public Mono<Verification> lock(String identifier) {
        return find(FIND + " for update", identifier);
    }

    public Mono<Void> add(String identifier, String value, Duration life) {
        Instant now = clock.instant();
        return database.sql(INSERT)
                .bind("id", Ids.text(32))
                .bind("identifier", identifier)
                .bind("value", value)
                .bind("expiresAt", now.plus(life))
                .bind("now", now)
                .then();
    }

    /** Whatever was sent out under this name before is worth nothing any more. */
    public Mono<Void> replace(String identifier, String value, Duration life) {
        return delete(identifier).then(add(identifier, value, life));
    }

    public Mono<Void> change(String id, String value) {
        return database.sql("update verification set value = :value, \"updatedAt\" = :now where id = :id")
                .bind("id", id)
                .bind("value", value)
                .bind("now", clock.instant())
                .then();
    }

    public Mono<Void> delete(String identifier) {
        return database.sql("delete from verification where identifier = :identifier")
                .bind("identifier", identifier)
                .then();
    }

    /** The value, to exactly one of all who ask for it at the same time. */
    public Mono<String> take(String identifier) {
        return database.sql("delete from verification where identifier = :identifier returning value, \"expiresAt\"")
                .bind("identifier", identifier)
                .map(row -> read("", identifier, row))
                .all()
                .collectList()
                .flatMapIterable(all -> all)
                .filter(found -> !found.isOver(clock.instant()))
                .map(Verification::value)
                .next();
    }

    /** An hour after its end, so that who comes late still hears that it is over. */
    public Mono<Long> forgetOver(int most) {
        return database.sql("delete from verification where id in "
                        + "(select id from verification where \"expiresAt\" <= :before limit :most)")
                .bind("before", clock.instant().minus(Duration.ofHours(1)))
                .bind("most", most)
                .fetch()
                .rowsUpdated();
    }

    private Mono<Verification> find(String sql, String identifier) {
        return database.sql(sql)
                .bind("identifier", identifier)
                .map(row -> read(value(row, "id", String.class), identifier, row))
                .one();
    }

    private static Verification read(String id, String identifier, Readable row) {
        return new Verification(
                id, identifier, value(row, "value", String.class), value(row, "expiresAt", Instant.class));
    }
}
