package io.vedette.identity.account;

import static io.vedette.platform.data.Columns.orNull;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The people. Their addresses are kept, and looked for, in lower case. */
@Component
public final class Users {
    private static final String FIND = "select " + User.COLUMNS + " from \"user\" u where ";
    private static final String INSERT = """
            insert into "user" (id, name, email, "emailVerified", image, "createdAt", "updatedAt")
            values (:id, :name, :email, :verified, :image, :createdAt, :updatedAt)
            on conflict (email) do nothing
            """;
    private static final String UPDATE = """
            update "user" u set name = coalesce(:name, name), image = case when :changesImage then :image else image end,
            "updatedAt" = :now where id = :id returning
            """ + User.COLUMNS;
    private static final String VERIFY = """
            update "user" u set "emailVerified" = true, "updatedAt" = :now where id = :id returning
            """ + User.COLUMNS;

    private final DatabaseClient database;
    private final Clock clock;

    Users(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    public Mono<User> findById(String id) {
        return database.sql(FIND + "u.id = :id").bind("id", id).map(User::read).one();
    }

    public Mono<User> findByEmail(String email) {
        return database.sql(FIND + "u.email = :email")
                .bind("email", email)
                .map(User::read)
                .one();
    }

    /** False when the address is somebody's already. */
    public Mono<Boolean> insert(User user) {
        return database.sql(INSERT)
                .bind("id", user.id())
                .bind("name", user.name())
                .bind("email", user.email())
                .bind("verified", user.emailVerified())
                .bind("image", orNull(user.image(), String.class))
                .bind("createdAt", user.createdAt())
                .bind("updatedAt", user.updatedAt())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** @param name null leaves it; so does {@code changesImage = false} with the image, which may be taken away */
    public Mono<User> update(String id, @Nullable String name, boolean changesImage, @Nullable String image) {
        return database.sql(UPDATE)
                .bind("id", id)
                .bind("name", orNull(name, String.class))
                .bind("changesImage", changesImage)
                .bind("image", orNull(image, String.class))
                .bind("now", now())
                .map(User::read)
                .one();
    }

    public Mono<User> verify(String id) {
        return database.sql(VERIFY)
                .bind("id", id)
                .bind("now", now())
                .map(User::read)
                .one();
    }

    private Instant now() {
        return clock.instant();
    }
}
