package io.vedette.identity.account;

import static io.vedette.platform.data.Columns.orNull;
import static io.vedette.platform.data.Columns.value;

import io.vedette.platform.ops.Ids;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How people may sign in. A password stands in the row of the provider {@code credential} that names its own user. */
@Component
public final class Accounts {
    private static final String FIND = "select " + User.COLUMNS + """
            , a.id as account_id, a.password as password from "user" u
            left join account a on a."userId" = u.id and a."accountId" = u.id and a."providerId" = 'credential'
            """;
    private static final String INSERT = """
            insert into account (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt"%s)
            values (:id, :userId, 'credential', :userId, :password, :now, :now%s)
            """;
    private static final String LOCK = """
            select id from account
            where "userId" = :userId and "accountId" = :userId and "providerId" = 'credential' and password = :password
            for no key update
            """;
    private static final String UPDATE = """
            update account set password = :password, "updatedAt" = :now
            where "userId" = :userId and "accountId" = :userId and "providerId" = 'credential'
            """;

    private final DatabaseClient database;
    private final Clock clock;
    private final AccountColumns columns;

    Accounts(DatabaseClient database, Clock clock, AccountColumns columns) {
        this.database = database;
        this.clock = clock;
        this.columns = columns;
    }

    /** The password is missing where somebody has none; the user where nobody has this address. */
    public Mono<UserWithPassword> findByEmail(String email) {
        return find("where u.email = :key", email);
    }

    public Mono<UserWithPassword> findByUser(String userId) {
        return find("where u.id = :key", userId);
    }

    public Mono<Void> insert(String userId, String hash) {
        return columns.forIssuer(INSERT)
                .flatMap(sql -> database.sql(sql)
                        .bind("id", Ids.text(32))
                        .bind("userId", userId)
                        .bind("password", hash)
                        .bind("now", clock.instant())
                        .then());
    }

    /** Whether this is still the password, which then stays so until the transaction ends. */
    public Mono<Boolean> stillHas(String userId, @Nullable String hash) {
        return database.sql(LOCK)
                .bind("userId", userId)
                .bind("password", orNull(hash, String.class))
                .map(row -> value(row, "id", String.class))
                .all()
                .hasElements();
    }

    /** Makes the account where there is none. */
    public Mono<Void> setPassword(String userId, String hash) {
        return database.sql(UPDATE)
                .bind("userId", userId)
                .bind("password", hash)
                .bind("now", clock.instant())
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows == 0)
                .flatMap(_ -> insert(userId, hash));
    }

    public Mono<Void> deleteAll(String userId) {
        return database.sql("delete from account where \"userId\" = :userId")
                .bind("userId", userId)
                .then();
    }

    private Mono<UserWithPassword> find(String where, String key) {
        return database.sql(FIND + where + " order by a.\"createdAt\" limit 1")
                .bind("key", key)
                .map(row -> new UserWithPassword(
                        User.read(row),
                        Optional.ofNullable(row.get("account_id", String.class)).isPresent(),
                        row.get("password", String.class)))
                .one();
    }
}
