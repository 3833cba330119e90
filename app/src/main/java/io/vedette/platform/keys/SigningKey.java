package io.vedette.platform.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.time.Instant;

/** A key pair with both halves, and the time from which it signs. */
record SigningKey(ECKey pair, Instant createdAt, Instant signsFrom) {
    static SigningKey make(Instant now, Instant signsFrom) {
        try {
            ECKey pair = new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint(true)
                    .generate();
            return new SigningKey(pair, now, signsFrom);
        } catch (JOSEException e) {
            throw new IllegalStateException("This Java has no P-256", e);
        }
    }

    String kid() {
        return pair.getKeyID();
    }

    boolean signsAt(Instant now) {
        return !signsFrom.isAfter(now);
    }
}
