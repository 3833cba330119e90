package io.vedette.platform.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All keys as they were at one moment. It doesn't change: another read makes another ring. */
final class KeyRing {
    private static final Comparator<SigningKey> BY_AGE =
            Comparator.comparing(SigningKey::signsFrom).thenComparing(SigningKey::kid);

    static final KeyRing EMPTY = new KeyRing(List.of());

    private final List<SigningKey> keys;
    private final Map<String, ECDSAVerifier> verifiers = new HashMap<>();
    private final Map<String, ECDSASigner> signers = new HashMap<>();
    private final JWKSet publicKeys;

    KeyRing(List<SigningKey> read) {
        keys = read.stream().sorted(BY_AGE).toList();
        publicKeys = new JWKSet(
                keys.stream().<JWK>map(key -> key.pair().toPublicJWK()).toList());
        try {
            for (SigningKey key : keys) {
                verifiers.put(key.kid(), new ECDSAVerifier(key.pair().toPublicJWK()));
                signers.put(key.kid(), new ECDSASigner(key.pair()));
            }
        } catch (JOSEException e) {
            throw new IllegalStateException("A key that can't sign", e);
        }
    }

    int size() {
        return keys.size();
    }

    JWKSet publicKeys() {
        return publicKeys;
    }

    boolean knows(String kid) {
        return verifiers.containsKey(kid);
    }

    /** The newest whose time has come signs. */
    String sign(JWTClaimsSet claims, Instant now) {
        SigningKey key = keys.stream()
                .filter(candidate -> candidate.signsAt(now))
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new IllegalStateException("There is no key that signs yet"));
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .keyID(key.kid())
                .build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(signers.get(key.kid()));
        } catch (JOSEException e) {
            throw new IllegalStateException("The key %s does not sign".formatted(key.kid()), e);
        }
        return token.serialize();
    }

    boolean signed(SignedJWT token) {
        ECDSAVerifier verifier = verifiers.get(token.getHeader().getKeyID());
        try {
            return verifier != null && token.verify(verifier);
        } catch (JOSEException e) {
            // Such as an algorithm that the key is not for: not signed by us.
            return false;
        }
    }
}
