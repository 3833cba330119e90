package io.vedette.notifications.push;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.vedette.platform.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** An account of Firebase that may send messages of its project. */
record ServiceAccount(String project, String email, String keyId, PrivateKey key, URI tokenUri) {
    private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
    private static final String TOKEN_URI = "https://oauth2.googleapis.com/token";
    private static final Duration LIFE = Duration.ofHours(1);

    static ServiceAccount parse(String text) {
        try {
            JsonNode json = Json.jsonMapper().readTree(text.startsWith("{") ? text : Files.readString(Path.of(text)));
            return new ServiceAccount(
                    part(json, "project_id"),
                    part(json, "client_email"),
                    part(json, "private_key_id"),
                    key(part(json, "private_key")),
                    URI.create(json.path("token_uri").asString(TOKEN_URI)));
        } catch (IOException | InvalidPathException unreadable) {
            throw new IllegalArgumentException("must be JSON, or the path of a file that can be read", unreadable);
        } catch (JacksonException | GeneralSecurityException wrong) {
            throw new IllegalArgumentException("must be the JSON of a service account, as Firebase gives it", wrong);
        }
    }

    private static String part(JsonNode json, String name) {
        String value = json.path(name).asString("");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("must be the JSON of a service account, with " + name);
        }
        return value;
    }

    private static PrivateKey key(String pem) throws GeneralSecurityException {
        String base64 = pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----|\\s", "");
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }

    /** What is exchanged for an access token. */
    String assertion(Instant now) {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .keyID(keyId)
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(email)
                        .claim("scope", SCOPE)
                        .audience(tokenUri.toString())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(LIFE)))
                        .build());
        try {
            jwt.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("This key does not sign", e);
        }
        return jwt.serialize();
    }

    @Override
    public String toString() {
        return "ServiceAccount[%s]".formatted(project);
    }
}
