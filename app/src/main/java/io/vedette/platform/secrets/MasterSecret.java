package io.vedette.platform.secrets;

import io.vedette.platform.settings.SettingsError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The secret that is used when none is set: made once, and kept in a file that only its owner reads. */
final class MasterSecret {
    private static final Logger LOG = LoggerFactory.getLogger(MasterSecret.class);
    private static final int RANDOM_BYTES = 32;
    private static final int SHORTEST = 32;

    private final Path file;

    MasterSecret(Path dataDir) {
        this.file = dataDir.resolve("secret");
    }

    String readOrMake() {
        try {
            if (Files.notExists(file)) {
                make();
            }
            String secret = Files.readString(file).strip();
            if (secret.length() < SHORTEST) {
                throw new SettingsError("%s holds no secret: should be what BETTER_AUTH_SECRET was, or be removed"
                        .formatted(file.toAbsolutePath()));
            }
            LOG.warn(
                    "BETTER_AUTH_SECRET is not set: using the one made up in {}. Keep a copy of it, or set the variable.",
                    file.toAbsolutePath().normalize());
            return secret;
        } catch (IOException e) {
            throw new SettingsError("DATA_DIR is '%s': should be a folder that the server may read and write (%s)"
                    .formatted(file.getParent(), e));
        }
    }

    /** On disk, whole, before it has its name: what is locked with it would be lost with it. */
    private void make() throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path unfinished = folder.resolve("secret.new");
        Files.deleteIfExists(unfinished);
        var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (FileChannel channel = FileChannel.open(unfinished, options, ownerOnly)) {
            var text = ByteBuffer.wrap((random() + "\n").getBytes(StandardCharsets.US_ASCII));
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel entry = FileChannel.open(folder, StandardOpenOption.READ)) {
            entry.force(true);
        }
    }

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
