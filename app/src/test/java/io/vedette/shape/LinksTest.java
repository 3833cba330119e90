package io.vedette.shape;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every link from one page of the documents to another file leads somewhere. */
class LinksTest {
    static Stream<Path> pages() throws IOException {
        // Not all below app: what the build leaves there comes and goes.
        try (var below = Files.walk(Repository.file("app/docs"))) {
            var documents =
                    below.filter(file -> file.toString().endsWith(".md")).toList();
            return Stream.concat(
                    Stream.of("README.md", "app/bench/README.md").map(Repository::file), documents.stream());
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_link_leads_somewhere(Path page) {
        assertThat(MarkdownPage.read(page).brokenLinks()).isEmpty();
    }

    @Test
    void links_that_lead_nowhere_are_found(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("other.md"), """
                # A page, of two words
                ```
                # no heading
                ```
                """);
        Path page = Files.writeString(folder.resolve("page.md"), """
                ## Here
                [good](other.md) [good](other.md#a-page-of-two-words) [good](#here) [abroad](https://example.org/x)
                `[code](nowhere.md)`
                [no file](missing.md) [no heading](other.md#no-heading) [no such place](#there)
                """);
        assertThat(MarkdownPage.read(page).brokenLinks())
                .containsExactly("missing.md", "other.md#no-heading", "#there");
    }
}
