package io.vedette.notifications.push;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import io.vedette.platform.json.Json;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What a browser has given its page: where it is reached, and what locks a message for it alone.
 *
 * @param key its public half, a point on P-256
 * @param secret that it shares with its page
 */
record Subscription(URI endpoint, ECKey key, Base64URL secret) {
    static final int POINT_BYTES = 65;

    private static final int SECRET_BYTES = 16;
    private static final byte UNCOMPRESSED = 4;

    /** Nothing if the text is not one. */
    static Optional<Subscription> parse(String text) {
        try {
            JsonNode json = Json.jsonMapper().readTree(text);
            Base64URL secret = new Base64URL(json.at("/keys/auth").asString(""));
            byte[] point = new Base64URL(json.at("/keys/p256dh").asString("")).decode();
            if (secret.decode().length != SECRET_BYTES || point.length != POINT_BYTES || point[0] != UNCOMPRESSED) {
                return Optional.empty();
            }
            return Optional.of(new Subscription(URI.create(json.path("endpoint").asString("")), key(point), secret));
        } catch (JacksonException | IllegalArgumentException | IllegalStateException noSubscription) {
            return Optional.empty();
        }
    }

    /** Only if it is on the curve. */
    private static ECKey key(byte[] point) {
        int half = POINT_BYTES / 2 + 1;
        return new ECKey.Builder(
                        Curve.P_256,
                        Base64URL.encode(Arrays.copyOfRange(point, 1, half)),
                        Base64URL.encode(Arrays.copyOfRange(point, half, POINT_BYTES)))
                .build();
    }

    /** As it goes over the wire. */
    static byte[] point(ECKey key) {
        byte[] point = new byte[POINT_BYTES];
        point[0] = UNCOMPRESSED;
        byte[] x = key.getX().decode();
        byte[] y = key.getY().decode();
        System.arraycopy(x, 0, point, 1, x.length);
        System.arraycopy(y, 0, point, 1 + x.length, y.length);
        return point;
    }

    @Override
    public String toString() {
        return "Subscription[hidden]";
    }
}
