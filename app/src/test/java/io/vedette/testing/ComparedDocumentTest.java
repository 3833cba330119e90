package io.vedette.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparedDocumentTest {
    @TempDir
    Path folder;

    @Test
    void what_differs_fails_and_says_how_to_update() throws IOException {
        Path file = Files.writeString(folder.resolve("api.json"), "{}");

        assertThatThrownBy(() -> new ComparedDocument(file, null, false).says("{ }"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("-Dupdate.docs=true");
        new ComparedDocument(file, null, false).says("{}");
    }

    @Test
    void an_update_writes_the_block_and_leaves_the_rest_alone() throws IOException {
        Path file = Files.writeString(folder.resolve("README.md"), "a\n<!-- x -->\nold\n<!-- /x -->\nb\n");

        new ComparedDocument(file, "x", true).says("new\n");

        assertThat(file).hasContent("a\n<!-- x -->\nnew\n<!-- /x -->\nb\n");
        new ComparedDocument(file, "x", false).says("new\n");
    }

    @Test
    void a_missing_block_is_told() throws IOException {
        Path file = Files.writeString(folder.resolve("README.md"), "nothing");

        assertThatThrownBy(() -> new ComparedDocument(file, "x", true).says("new\n"))
                .hasMessageContaining("no block x");
    }
}
