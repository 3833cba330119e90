package io.vedette.notifications.push;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import io.vedette.testing.Bodies;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.node.ObjectNode;

/** A browser that has subscribed, and opens what is meant for it, as RFC 8291 and RFC 8188 say it. */
public final class Browser {
    private final ECKey key;
    private final byte[] point;
    private final byte[] secret;

    Browser(ECKey key, byte[] secret) {
        this.key = key;
        this.secret = secret.clone();
        this.point = point(key);
    }

    public static Browser fresh() {
        try {
            return new Browser(
                    new ECKeyGenerator(Curve.P_256).generate(), "sixteen bytes it".getBytes(StandardCharsets.US_ASCII));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What it gives its page. */
    public String subscription(String endpoint) {
        ObjectNode subscription = Bodies.object().put("endpoint", endpoint).putNull("expirationTime");
        subscription
                .putObject("keys")
                .put("p256dh", Base64URL.encode(point).toString())
                .put("auth", Base64URL.encode(secret).toString());
        return subscription.toString();
    }

    public String opens(byte[] message) {
        try {
            ByteBuffer rest = ByteBuffer.wrap(message);
            byte[] salt = take(rest, 16);
            int record = rest.getInt();
            byte[] sender = take(rest, rest.get());
            byte[] locked = take(rest, rest.remaining());
            if (locked.length > record) {
                throw new AssertionError("A record of %d bytes is longer than %d".formatted(locked.length, record));
            }
            byte[] shared = hkdf(secret, agree(sender), join("WebPush: info\0", point, sender), 32);
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(hkdf(salt, shared, join("Content-Encoding: aes128gcm\0"), 16), "AES"),
                    new GCMParameterSpec(128, hkdf(salt, shared, join("Content-Encoding: nonce\0"), 12)));
            byte[] padded = cipher.doFinal(locked);
            int end = padded.length - 1;
            while (padded[end] == 0) {
                end--;
            }
            if (padded[end] != 2) {
                throw new AssertionError("The last record ends with 2");
            }
            return new String(padded, 0, end, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("It can't be opened", e);
        }
    }

    private byte[] agree(byte[] sender) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        try {
            agreement.init(key.toECPrivateKey());
        } catch (JOSEException e) {
            throw new GeneralSecurityException(e);
        }
        agreement.doPhase(publicKey(sender), true);
        return agreement.generateSecret();
    }

    private PublicKey publicKey(byte[] uncompressed) throws GeneralSecurityException {
        ECPoint at = new ECPoint(
                new BigInteger(1, Arrays.copyOfRange(uncompressed, 1, 33)),
                new BigInteger(1, Arrays.copyOfRange(uncompressed, 33, 65)));
        return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(at, Curve.P_256.toECParameterSpec()));
    }

    /** For at most 32 bytes: one block. */
    private static byte[] hkdf(byte[] salt, byte[] secret, byte[] info, int length) throws GeneralSecurityException {
        byte[] extracted = hmac(salt, secret);
        byte[] block =
                ByteBuffer.allocate(info.length + 1).put(info).put((byte) 1).array();
        return Arrays.copyOf(hmac(extracted, block), length);
    }

    private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(data);
    }

    private static byte[] join(String text, byte[]... parts) {
        byte[] first = text.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer all = ByteBuffer.allocate(first.length
                + Arrays.stream(parts).mapToInt(part -> part.length).sum());
        all.put(first);
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }

    private static byte[] take(ByteBuffer from, int count) {
        byte[] taken = new byte[count];
        from.get(taken);
        return taken;
    }

    private static byte[] point(ECKey key) {
        return ByteBuffer.allocate(65)
                .put((byte) 4)
                .put(key.getX().decode())
                .put(key.getY().decode())
                .array();
    }
}
