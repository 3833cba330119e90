package io.vedette.notifications.push;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Locks a message for one browser, in a single record: RFC 8291, with the content coding aes128gcm of RFC 8188. */
final class WebPushCipher {
    /** With what it takes more than its words, a record of 4,096 bytes. */
    static final int MOST_BYTES = 3_993;

    private static final int RECORD_BYTES = 4_096;
    private static final int SALT_BYTES = 16;
    private static final int KEY_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int SHARED_BYTES = 32;
    private static final int TAG_BITS = 128;
    private static final byte LAST_RECORD = 2;
    private static final SecureRandom RANDOM = new SecureRandom();

    private WebPushCipher() {}

    /** Each time with a key pair and a salt that nobody has used before. */
    static byte[] lock(byte[] words, Subscription subscription) {
        if (words.length > MOST_BYTES) {
            throw new IllegalArgumentException("A message of %d bytes is too long".formatted(words.length));
        }
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        try {
            ECKey own = new ECKeyGenerator(Curve.P_256).generate();
            byte[] shared = shared(own, subscription);
            byte[] locked = cipher(shared, salt)
                    .doFinal(ByteBuffer.allocate(words.length + 1)
                            .put(words)
                            .put(LAST_RECORD)
                            .array());
            return ByteBuffer.allocate(SALT_BYTES + Integer.BYTES + 1 + Subscription.POINT_BYTES + locked.length)
                    .put(salt)
                    .putInt(RECORD_BYTES)
                    .put((byte) Subscription.POINT_BYTES)
                    .put(Subscription.point(own))
                    .put(locked)
                    .array();
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException("This Java can't encrypt for browsers", e);
        }
    }

    /** What both ends can find out, and nobody who doesn't know the browser's secret too. */
    private static byte[] shared(ECKey own, Subscription subscription) throws GeneralSecurityException, JOSEException {
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(own.toECPrivateKey());
        agreement.doPhase(subscription.key().toECPublicKey(), true);
        byte[] info = ByteBuffer.allocate(14 + 2 * Subscription.POINT_BYTES)
                .put(ascii("WebPush: info\0"))
                .put(Subscription.point(subscription.key()))
                .put(Subscription.point(own))
                .array();
        return derive(agreement.generateSecret(), subscription.secret().decode(), info, SHARED_BYTES);
    }

    private static Cipher cipher(byte[] shared, byte[] salt) throws GeneralSecurityException {
        byte[] key = derive(shared, salt, ascii("Content-Encoding: aes128gcm\0"), KEY_BYTES);
        byte[] nonce = derive(shared, salt, ascii("Content-Encoding: nonce\0"), NONCE_BYTES);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private static byte[] derive(byte[] secret, byte[] salt, byte[] info, int length) throws GeneralSecurityException {
        return KDF.getInstance("HKDF-SHA256")
                .deriveData(HKDFParameterSpec.ofExtract()
                        .addIKM(secret)
                        .addSalt(salt)
                        .thenExpand(info, length));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
