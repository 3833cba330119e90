package io.vedette.identity.session;

import io.vedette.identity.account.User;
import java.time.Clock;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The sessions of all people, live or run out. */
@Component
final class Sessions {
    private static final String SELECT = "select " + Session.COLUMNS;
    private static final String WITH_USER =
            SELECT + ", " + User.COLUMNS + " from session s join \"user\" u on u.id = s.\"userId\" where s.";
    private static final String OF_USER =
            SELECT + " from session s where s.\"userId\" = :userId and s.\"expiresAt\" > :now order by s.\"createdAt\"";
    private static final String INSERT = """
            insert into session
            (id, token, "userId", "expiresAt", "createdAt", "updatedAt", "ipAddress", "userAgent")
            values (:id, :token, :userId, :expiresAt, :createdAt, :updatedAt, :ipAddress, :userAgent)
            """;
    private static final String LENGTHEN = """
            update session set "expiresAt" = :expiresAt, "updatedAt" = :updatedAt
            where id = :id and "expiresAt" < :expiresAt
            """;

    private final DatabaseClient database;
    private final Clock clock;

    Sessions(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Mono<SignedIn> findByToken(String token) {
        return find("token", token);
    }

    Mono<SignedIn> findById(String id) {
        return find("id", id);
    }

    Mono<List<Session>> ofUser(String userId) {
        return database.sql(OF_USER)
                .bind("userId", userId)
                .bind("now", clock.instant())
                .map(Session::read)
                .all()
                .collectList();
    }

    Mono<Void> insert(Session session) {
        return database.sql(INSERT)
                .bind("id", session.id())
                .bind("token", session.token())
                .bind("userId", session.userId())
                .bind("expiresAt", session.expiresAt())
                .bind("createdAt", session.createdAt())
                .bind("updatedAt", session.updatedAt())
                .bind("ipAddress", session.ipAddress())
                .bind("userAgent", session.userAgent())
                .then();
    }

    Mono<Void> lengthen(Session session) {
        return database.sql(LENGTHEN)
                .bind("id", session.id())
                .bind("expiresAt", session.expiresAt())
                .bind("updatedAt", session.updatedAt())
                .then();
    }

    Mono<Void> delete(String id) {
        return database.sql("delete from session where id = :id").bind("id", id).then();
    }

    /** Somebody else's session is left alone. */
    Mono<Void> delete(String token, String userId) {
        return database.sql("delete from session where token = :token and \"userId\" = :userId")
                .bind("token", token)
                .bind("userId", userId)
                .then();
    }

    Mono<Void> deleteAllOf(String userId) {
        return deleteOthersOf(userId, "");
    }

    Mono<Void> deleteOthersOf(String userId, String kept) {
        return database.sql("delete from session where \"userId\" = :userId and id <> :kept")
                .bind("userId", userId)
                .bind("kept", kept)
                .then();
    }

    Mono<Long> deleteOver(int most) {
        return database.sql("delete from session where id in "
                        + "(select id from session where \"expiresAt\" <= :now limit :most)")
                .bind("now", clock.instant())
                .bind("most", most)
                .fetch()
                .rowsUpdated();
    }

    private Mono<SignedIn> find(String column, String value) {
        return database.sql(WITH_USER + column + " = :value")
                .bind("value", value)
                .map(row -> new SignedIn(Session.read(row), User.read(row)))
                .one();
    }
}
