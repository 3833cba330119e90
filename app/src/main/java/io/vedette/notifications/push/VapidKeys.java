package io.vedette.notifications.push;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import io.vedette.platform.data.Columns;
import io.vedette.platform.secrets.SealedBox;
import io.vedette.platform.secrets.Secrets;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * The key that the services of browsers know this server by. It is made once for all nodes, and stays: with another one
 * every subscription would be worth nothing.
 */
@Repository
class VapidKeys {
    private static final String BELONGS_TO = "vapid";

    private final DatabaseClient database;
    private final SealedBox box;
    private final Clock clock;
    private final Mono<ECKey> key;

    VapidKeys(DatabaseClient database, Secrets secrets, Clock clock) {
        this.database = database;
        this.box = secrets.box("vapid keys");
        this.clock = clock;
        // What failed is tried again by the next who asks.
        this.key = read().switchIfEmpty(Mono.defer(this::make)).cacheInvalidateIf(_ -> false);
    }

    Mono<ECKey> key() {
        return key;
    }

    private Mono<ECKey> read() {
        return database.sql("select public_key, private_key from vapid_keys")
                .map(this::opened)
                .one();
    }

    /** Of several nodes that make one at the same time, one is first. */
    private Mono<ECKey> make() {
        ECKey made = generated();
        return database.sql("""
                insert into vapid_keys (id, public_key, private_key, created_at)
                values (1, :publicKey, :privateKey, :now) on conflict do nothing
                """)
                .bind("publicKey", Json.of(made.toPublicJWK().toJSONString()))
                .bind("privateKey", box.seal(made.toJSONString().getBytes(StandardCharsets.UTF_8), BELONGS_TO))
                .bind("now", clock.instant())
                .then()
                .then(read());
    }

    private ECKey opened(Readable row) {
        try {
            return ECKey.parse(new String(
                    box.open(Columns.value(row, "private_key", byte[].class), BELONGS_TO), StandardCharsets.UTF_8));
        } catch (ParseException e) {
            throw new IllegalStateException("The VAPID key can't be read", e);
        }
    }

    private static ECKey generated() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("This Java makes no keys on P-256", e);
        }
    }
}
