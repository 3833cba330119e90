package io.vedette.platform.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import io.vedette.platform.data.Transactions;
import io.vedette.platform.secrets.SealedBox;
import io.vedette.platform.secrets.Secrets;
import io.vedette.platform.secrets.UnopenableException;
import io.vedette.platform.settings.SettingsError;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The keys as all nodes share them; the private halves are locked, each to its own row. */
@Component
final class SigningKeyRows {
    /** Nodes that want to add a key at the same time do so one after the other. */
    private static final String ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('signing_keys'))::text";

    private static final String INSERT = """
            insert into signing_keys (kid, public_jwk, private_key, created_at, signs_from)
            select :kid, :publicJwk, :privateKey, :createdAt, :signsFrom
            where not exists (select 1 from signing_keys where signs_from > :waiting)
            """;

    private final DatabaseClient database;
    private final Transactions transactions;
    private final SealedBox box;

    SigningKeyRows(DatabaseClient database, Transactions transactions, Secrets secrets) {
        this.database = database;
        this.transactions = transactions;
        this.box = secrets.box("signing keys");
    }

    Mono<List<SigningKey>> all() {
        return database.sql("select kid, public_jwk, private_key, created_at, signs_from from signing_keys")
                .map(this::read)
                .all()
                .collectList();
    }

    Mono<Boolean> addFirst(SigningKey key) {
        return add(key, Instant.EPOCH);
    }

    /** False when another one is waiting for its time already. */
    Mono<Boolean> addNext(SigningKey key, Instant now) {
        return add(key, now);
    }

    private Mono<Boolean> add(SigningKey key, Instant waitingAfter) {
        Mono<Long> added = database.sql(INSERT)
                .bind("kid", key.kid())
                .bind("publicJwk", Json.of(key.pair().toPublicJWK().toJSONString()))
                .bind("privateKey", box.seal(privateHalf(key), key.kid()))
                .bind("createdAt", key.createdAt())
                .bind("signsFrom", key.signsFrom())
                .bind("waiting", waitingAfter)
                .fetch()
                .rowsUpdated();
        return transactions
                .write(database.sql(ONE_AT_A_TIME).fetch().first().then(added))
                .map(count -> count == 1);
    }

    private SigningKey read(Readable row) {
        String kid = column(row, "kid", String.class);
        try {
            byte[] privateHalf = box.open(column(row, "private_key", byte[].class), kid);
            ECKey publicHalf = ECKey.parse(column(row, "public_jwk", String.class));
            return new SigningKey(
                    new ECKey.Builder(publicHalf)
                            .privateKey(privateKey(privateHalf))
                            .build(),
                    column(row, "created_at", Instant.class),
                    column(row, "signs_from", Instant.class));
        } catch (UnopenableException e) {
            throw new SettingsError(
                    "BETTER_AUTH_SECRET is not the one that the keys in this database were locked with: should be that one");
        } catch (ParseException | GeneralSecurityException e) {
            throw new IllegalStateException("The signing key %s can't be read".formatted(kid), e);
        }
    }

    private static byte[] privateHalf(SigningKey key) {
        try {
            return key.pair().toECPrivateKey().getEncoded();
        } catch (JOSEException e) {
            throw new IllegalStateException("A key without its private half", e);
        }
    }

    private static ECPrivateKey privateKey(byte[] encoded) throws GeneralSecurityException {
        return (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    private static <T> T column(Readable row, String name, Class<T> type) {
        return Objects.requireNonNull(row.get(name, type), name);
    }
}
