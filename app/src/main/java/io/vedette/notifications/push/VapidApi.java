package io.vedette.notifications.push;

import static io.vedette.platform.failure.CommonProblem.NOT_FOUND;
import static io.vedette.platform.operation.CallerKind.ANYONE;
import static io.vedette.platform.operation.Operation.operation;
import static io.vedette.platform.web.AnswerStyle.PROBLEM;
import static io.vedette.platform.web.Route.get;
import static io.vedette.platform.web.RouteGroup.at;

import com.nimbusds.jose.util.Base64URL;
import io.vedette.platform.operation.Nothing;
import io.vedette.platform.operation.Operation;
import io.vedette.platform.web.Api;
import io.vedette.platform.web.RouteGroup;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What a page needs before it can subscribe to Web Push. */
@Component
final class VapidApi implements Api {
    /** As {@code applicationServerKey} takes it. */
    record VapidPublicKey(String publicKey) {}

    private final Operation<Nothing, VapidPublicKey> read;

    VapidApi(VapidKeys keys, PushSettings settings) {
        read = operation("readVapidPublicKey", "Read the key that pages subscribe to Web Push with")
                .callers(ANYONE)
                .gives(VapidPublicKey.class)
                .mayFail(NOT_FOUND)
                .by(_ -> settings.vapidSubject() == null
                        ? Mono.error(() -> NOT_FOUND.because("There is no Web Push here"))
                        : keys.key()
                                .map(key -> new VapidPublicKey(Base64URL.encode(Subscription.point(key))
                                        .toString())));
    }

    @Override
    public RouteGroup routes() {
        return at("/push", PROBLEM, get("/vapid-public-key", read));
    }
}
