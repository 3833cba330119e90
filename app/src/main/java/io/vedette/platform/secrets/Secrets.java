package io.vedette.platform.secrets;

import io.vedette.platform.settings.FolderSettings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The master secret, and a key of its own for each purpose: one that leaks opens nothing else. */
@Component
public final class Secrets {
    private static final int KEY_BYTES = 32;
    private static final byte[] SALT = "vedette".getBytes(StandardCharsets.US_ASCII);

    private final byte[] master;

    @Autowired
    Secrets(SecretSettings settings, FolderSettings folder) {
        this(settings.secret() == null ? new MasterSecret(folder.dataDir()).readOrMake() : settings.secret());
    }

    public Secrets(String master) {
        this.master = master.getBytes(StandardCharsets.UTF_8);
    }

    /** 32 bytes, the same on every node with the same secret (HKDF-SHA256, RFC 5869). */
    public byte[] derive(String purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256").deriveData(parameters(purpose));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HKDF-SHA256", e);
        }
    }

    /** The same as a key for a cipher or a MAC. */
    public SecretKey derive(String purpose, String algorithm) {
        try {
            return KDF.getInstance("HKDF-SHA256").deriveKey(algorithm, parameters(purpose));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HKDF-SHA256", e);
        }
    }

    /** The master itself as a key, for what others made or will read with it: Better Auth signs its cookies so. */
    public SecretKey master(String algorithm) {
        return new SecretKeySpec(master, algorithm);
    }

    /** A box for what is kept secret at rest for this purpose. */
    public SealedBox box(String purpose) {
        return new SealedBox(derive(purpose, "AES"));
    }

    /** Takes the same time wherever the two differ, so that nobody can guess one byte by byte. */
    public static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private HKDFParameterSpec parameters(String purpose) {
        return HKDFParameterSpec.ofExtract()
                .addIKM(master)
                .addSalt(SALT)
                .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), KEY_BYTES);
    }
}
