package io.vedette.identity.account;

import static io.vedette.platform.data.Columns.value;

import java.time.Clock;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What older databases lack so that everybody can sign in with a password, or get one; closed a few thousand rows at a time. */
@Component
final class CredentialGaps {
    private static final String LOWER_ADDRESSES = """
            update "user" set email = lower(email), "updatedAt" = :now where id in (
                select u.id from "user" u where u.email <> lower(u.email)
                and not exists (select 1 from "user" o where o.id <> u.id and lower(o.email) = lower(u.email))
                limit 5000)
            """;
    private static final String CLASHING_ADDRESSES =
            "select count(*) as clashing from \"user\" where email <> lower(email)";
    private static final String NAME_THE_USER = """
            update account set "accountId" = "userId", "updatedAt" = :now where id in (
                select min(a.id) from account a where a."providerId" = 'credential'
                group by a."userId" having bool_and(a."accountId" <> a."userId")
                limit 5000)
            """;
    private static final String ADD_ACCOUNTS = """
            insert into account (id, "accountId", "providerId", "userId", "createdAt", "updatedAt"%s)
            select replace(gen_random_uuid()::text, '-', ''), u.id, 'credential', u.id, :now, :now%s from "user" u
            where not exists (select 1 from account a where a."userId" = u.id and a."providerId" = 'credential')
            limit 5000
            """;

    private final DatabaseClient database;
    private final AccountColumns columns;
    private final Clock clock;

    CredentialGaps(DatabaseClient database, AccountColumns columns, Clock clock) {
        this.database = database;
        this.columns = columns;
        this.clock = clock;
    }

    Mono<Long> lowerAddresses() {
        return untilNoneIsLeft(LOWER_ADDRESSES);
    }

    /** Addresses that differ from another user's in case only: somebody has to decide whose it is. */
    Mono<Long> clashingAddresses() {
        return database.sql(CLASHING_ADDRESSES)
                .map(row -> value(row, "clashing", Long.class))
                .one();
    }

    /** Versions before 1.7 were content with any text there. */
    Mono<Long> nameTheirUsers() {
        return untilNoneIsLeft(NAME_THE_USER);
    }

    Mono<Long> addAccounts() {
        return columns.forIssuer(ADD_ACCOUNTS).flatMap(this::untilNoneIsLeft);
    }

    private Mono<Long> untilNoneIsLeft(String sql) {
        Instant now = clock.instant();
        return database.sql(sql)
                .bind("now", now)
                .fetch()
                .rowsUpdated()
                .repeat()
                .takeUntil(rows -> rows == 0)
                .reduce(0L, Long::sum);
    }
}
