package io.vedette.platform.secrets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** Locks bytes with AES-256-GCM: version (1 byte), nonce (12), then the ciphertext with its tag. */
public final class SealedBox {
    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int SHORTEST = 1 + NONCE_BYTES + TAG_BITS / Byte.SIZE;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKey key;

    SealedBox(SecretKey key) {
        this.key = key;
    }

    /** What it belongs to, such as the id of its row, is needed again to open it: it can't be moved elsewhere. */
    public byte[] seal(byte[] plain, String belongsTo) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] locked = cipher(Cipher.ENCRYPT_MODE, nonce, belongsTo).doFinal(plain);
            return ByteBuffer.allocate(1 + NONCE_BYTES + locked.length)
                    .put(VERSION)
                    .put(nonce)
                    .put(locked)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no AES-256-GCM", e);
        }
    }

    public byte[] open(byte[] sealed, String belongsTo) {
        if (sealed.length < SHORTEST || sealed[0] != VERSION) {
            throw new UnopenableException("This is not a sealed box of version " + VERSION, null);
        }
        byte[] nonce = new byte[NONCE_BYTES];
        ByteBuffer rest = ByteBuffer.wrap(sealed, 1, sealed.length - 1).get(nonce);
        byte[] locked = new byte[rest.remaining()];
        rest.get(locked);
        try {
            return cipher(Cipher.DECRYPT_MODE, nonce, belongsTo).doFinal(locked);
        } catch (GeneralSecurityException e) {
            throw new UnopenableException("It was sealed with another secret, for something else, or changed", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String belongsTo) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(new byte[] {VERSION});
        cipher.updateAAD(belongsTo.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
