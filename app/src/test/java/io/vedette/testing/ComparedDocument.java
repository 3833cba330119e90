package io.vedette.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file, or a marked block of one, that is generated and kept in the repository: it must be what the code says, byte for byte. */
public final class ComparedDocument {
    private static final boolean UPDATE = Boolean.getBoolean("update.docs");

    private final Path file;
    private final @Nullable String block;
    private final boolean update;

    ComparedDocument(Path file, @Nullable String block, boolean update) {
        this.file = file;
        this.block = block;
        this.update = update;
    }

    /** The whole file; the path counts from the repository's root. */
    public static ComparedDocument file(String path) {
        return new ComparedDocument(root().resolve(path), null, UPDATE);
    }

    /** The lines between {@code <!-- name -->} and {@code <!-- /name -->}. */
    public static ComparedDocument block(String path, String name) {
        return new ComparedDocument(root().resolve(path), name, UPDATE);
    }

    public void says(String generated) {
        String kept = Files.exists(file) ? read() : "";
        String wanted = block == null ? generated : withBlock(kept, block, generated);
        if (update) {
            write(wanted);
            return;
        }
        assertThat(kept)
                .as("%s is not what the code says. Let the build write it: ./mvnw verify -Dupdate.docs=true", file)
                .isEqualTo(wanted);
    }

    private String withBlock(String text, String name, String generated) {
        String begin = "<!-- %s -->\n".formatted(name);
        String end = "<!-- /%s -->".formatted(name);
        int from = text.indexOf(begin);
        int to = text.indexOf(end);
        assertThat(from).as("%s has no block %s", file, name).isNotNegative();
        assertThat(to).as("%s ends no block %s", file, name).isGreaterThan(from);
        return text.substring(0, from + begin.length()) + generated + text.substring(to);
    }

    private String read() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The build runs the tests in the module's folder, an editor may run them in the root. */
    private static Path root() {
        return Files.isDirectory(Path.of("src")) ? Path.of("..") : Path.of(".");
    }
}
