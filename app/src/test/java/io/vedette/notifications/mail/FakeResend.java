package io.vedette.notifications.mail;

import io.netty.handler.ssl.SslContext;
import io.vedette.testing.faults.StandIn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stands for Resend. */
final class FakeResend extends StandIn {
    /** As Resend does: the same key, the same id. */
    static final Behaviour WELL = (request, response) ->
            status(200, "{\"id\":\"%s\"}".formatted(idOf(key(request)))).answer(request, response);

    FakeResend() {
        this(null);
    }

    FakeResend(@Nullable SslContext tls) {
        super(WELL, tls);
    }

    static Behaviour error(int status, String name, String... headers) {
        return status(status, """
                {"statusCode":%d,"name":"%s","message":"ada@example.test may not"}""".formatted(status, name), headers);
    }

    static String idOf(String key) {
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    }

    static String key(Received request) {
        return request.header("idempotency-key");
    }

    List<String> keys() {
        return received.stream().map(FakeResend::key).toList();
    }
}
