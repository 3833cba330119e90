package io.vedette.platform.data;

import io.vedette.platform.settings.SettingsError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** What the embedded PostgreSQL keeps in the data folder. */
record EmbeddedFiles(Path folder) {
    private static final int PASSWORD_BYTES = 24;
    private static final int LAST_LINES = 3;

    Path data() {
        return folder.resolve("postgres");
    }

    Path binaries() {
        return folder.resolve("postgres-binaries");
    }

    Path log() {
        return folder.resolve("postgres-start.log");
    }

    Path passwordFile() {
        return folder.resolve("postgres-password");
    }

    /** Made once; without it any user of this machine could become the database's superuser. */
    String password() {
        try {
            if (Files.notExists(passwordFile())) {
                writePassword();
            }
            return Files.readString(passwordFile()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A kill in the middle of unpacking or initdb leaves pieces that look whole to the library. */
    void putAwayWhatIsUnfinished() throws IOException {
        if (Files.exists(binaries())) {
            try (Stream<Path> versions = Files.list(binaries())) {
                for (Path version : versions.filter(each -> Files.notExists(each.resolve(".exists")))
                        .toList()) {
                    FileSystemUtils.deleteRecursively(version);
                }
            }
        }
        if (Files.exists(data()) && Files.notExists(finished())) {
            Path aside = folder.resolve("postgres-unfinished");
            FileSystemUtils.deleteRecursively(aside);
            Files.move(data(), aside);
        }
    }

    /** The library lets everyone write there; what is run from there would then be anyone's. */
    void keepBinariesOurs() throws IOException {
        Files.setPosixFilePermissions(binaries(), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    void markFinished() {
        try {
            Files.writeString(finished(), "initdb ran to its end\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void checkVersion(String expected) throws IOException {
        Path file = data().resolve("PG_VERSION");
        String found = Files.exists(file) ? Files.readString(file).strip() : expected;
        if (!found.equals(expected)) {
            throw new SettingsError(
                    "it holds data of PostgreSQL %s, and this server brings %s".formatted(found, expected));
        }
    }

    /** The end of what PostgreSQL said while starting, on one line. */
    String lastWords() {
        try {
            List<String> lines = Files.exists(log()) ? Files.readAllLines(log()) : List.of();
            return String.join(" | ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "";
        }
    }

    private Path finished() {
        return data().resolve("vedette-finished");
    }

    private void writePassword() throws IOException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        Path whole = folder.resolve("postgres-password.new");
        Files.deleteIfExists(whole);
        Files.createFile(whole, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(whole, HexFormat.of().formatHex(random));
        Files.move(whole, passwordFile());
    }
}
