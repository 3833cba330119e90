package io.vedette.streams;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.vedette.testing.Visitor;
import java.net.URI;

/** The keys that a server publishes, as anybody reads them. */
record PublicKeys(URI server) {
    boolean prove(SignedJWT token) throws Exception {
        JWK key = JWKSet.parse(
                        Visitor.at(server).get("/.well-known/jwks.json").is(200).text())
                .getKeyByKeyId(token.getHeader().getKeyID());
        return key != null && token.verify(new ECDSAVerifier(key.toECKey()));
    }
}
