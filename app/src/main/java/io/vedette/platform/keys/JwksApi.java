package io.vedette.platform.keys;

import static io.vedette.platform.operation.CallerKind.ANYONE;
import static io.vedette.platform.operation.Operation.operation;
import static io.vedette.platform.web.AnswerStyle.PROBLEM;
import static io.vedette.platform.web.Route.get;
import static io.vedette.platform.web.RouteGroup.at;

import io.vedette.platform.operation.Nothing;
import io.vedette.platform.operation.Operation;
import io.vedette.platform.web.Api;
import io.vedette.platform.web.RouteGroup;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The public halves of the signing keys, for whoever checks our tokens. */
@Component
final class JwksApi implements Api {
    /** A key set in the form of RFC 7517. */
    record KeySet(List<Map<String, Object>> keys) {}

    private final Operation<Nothing, KeySet> read;

    JwksApi(SigningKeys keys) {
        read = operation("readPublicKeys", "Read the public keys that our tokens are checked with")
                .callers(ANYONE)
                .gives(KeySet.class)
                .by(_ -> Mono.fromSupplier(() -> keySet(keys)));
    }

    @Override
    public RouteGroup routes() {
        return at("/.well-known/jwks.json", PROBLEM, get("", read)).unlimited();
    }

    private static KeySet keySet(SigningKeys keys) {
        return new KeySet(keys.publicKeys().getKeys().stream()
                .map(key -> key.toPublicJWK().toJSONObject())
                .toList());
    }
}
