package io.vedette.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;

class SettingsReaderTest {
    enum Colour {
        RED,
        DARK_BLUE
    }

    record Box(int width, int height) {
        static Box parse(String text) {
            String[] sides = text.split("x", -1);
            if (sides.length != 2) {
                throw new IllegalArgumentException("should be a size such as 3x4, not " + text);
            }
            return new Box(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
        }
    }

    record Every(
            @Variable(name = "PORT", fallback = "3000", about = "The port.") @Min(0) @Max(65_535)
            int port,

            @Variable(name = "QUOTA", fallback = "5000000000", about = "The quota.")
            long quota,

            @Variable(name = "STRICT", fallback = "true", about = "Whether.")
            boolean strict,

            @Variable(name = "PATIENCE", fallback = "90s", about = "How long.")
            Duration patience,

            @Variable(name = "BASE_URL", aliases = "OLD_URL", fallback = "http://localhost:$PORT", about = "Where.")
            URI baseUrl,

            @Variable(name = "FOLDER", fallback = ".data", about = "The folder.")
            Path folder,

            @Variable(name = "COLOUR", fallback = "dark_blue", about = "The colour.")
            Colour colour,

            @Variable(name = "BOXES", about = "The boxes.") List<Box> boxes,

            @Variable(name = "API_KEY", requiredWith = "CLOUD_URL", about = "The key.") @Size(min = 8) @Nullable
            String apiKey,

            @Variable(name = "CLOUD_URL", about = "The cloud.") @Nullable
            String cloudUrl) {}

    record Pair(
            @Variable(name = "LOW", fallback = "1", about = "The lower.")
            int low,

            @Variable(name = "HIGH", fallback = "2", about = "The higher.")
            int high) {
        Pair {
            if (low > high) {
                throw new IllegalArgumentException("LOW is %d and HIGH %d: LOW may not be above".formatted(low, high));
            }
        }
    }

    record Needed(
            @Variable(name = "NAME", about = "How it is called.")
            String name) {}

    private static List<String> linesFor(Class<? extends Record> type, Map<String, String> environment) {
        try {
            SettingsReader.read(type, environment);
            return List.of();
        } catch (SettingsError error) {
            return error.lines();
        }
    }

    @Nested
    class A_right_environment {
        @Test
        void falls_back_where_nothing_is_set() {
            var read = SettingsReader.read(Every.class, Map.of("PORT", "  ", "STRICT", ""));

            assertThat(read)
                    .isEqualTo(new Every(
                            3000,
                            5_000_000_000L,
                            true,
                            Duration.ofSeconds(90),
                            URI.create("http://localhost:3000"),
                            Path.of(".data"),
                            Colour.DARK_BLUE,
                            List.of(),
                            null,
                            null));
        }

        @Test
        void is_read_by_type() {
            var read = SettingsReader.read(
                    Every.class,
                    Map.of(
                            "PORT",
                            " 80 ",
                            "STRICT",
                            "False",
                            "PATIENCE",
                            "300ms",
                            "COLOUR",
                            "red",
                            "BOXES",
                            "1x2, ,3x4,"));

            assertThat(read.port()).isEqualTo(80);
            assertThat(read.strict()).isFalse();
            assertThat(read.patience()).isEqualTo(Duration.ofMillis(300));
            assertThat(read.baseUrl()).hasToString("http://localhost:80");
            assertThat(read.colour()).isEqualTo(Colour.RED);
            assertThat(read.boxes()).containsExactly(new Box(1, 2), new Box(3, 4));
        }

        @Test
        void may_use_an_older_name_but_the_main_one_wins() {
            assertThat(SettingsReader.read(Every.class, Map.of("OLD_URL", "http://old"))
                            .baseUrl())
                    .hasToString("http://old");
            assertThat(SettingsReader.read(Every.class, Map.of("OLD_URL", "http://old", "BASE_URL", "http://new"))
                            .baseUrl())
                    .hasToString("http://new");
        }

        @Test
        void becomes_beans() {
            try (var context = new GenericApplicationContext()) {
                SettingsBeans.register(context, Map.of("DATA_DIR", "/srv/vedette"));
                context.refresh();

                assertThat(context.getBean(FolderSettings.class).dataDir()).hasToString("/srv/vedette");
            }
        }
    }

    @Nested
    class A_wrong_environment {
        @Test
        void is_told_all_at_once_one_line_each() {
            assertThat(linesFor(
                            Every.class,
                            Map.of(
                                    "PORT", "70000",
                                    "QUOTA", "much",
                                    "STRICT", "maybe",
                                    "PATIENCE", "5 weeks",
                                    "BASE_URL", "localhost:3000",
                                    "COLOUR", "green",
                                    "BOXES", "1x2,3")))
                    .containsExactly(
                            "PORT is '70000': must be less than or equal to 65535",
                            "QUOTA is 'much': should be a whole number",
                            "STRICT is 'maybe': should be true or false",
                            "PATIENCE is '5 weeks': should be a duration such as 300ms, 90s, 10m, 1h, 30d, PT90S or a"
                                    + " number of seconds",
                            "BASE_URL is 'localhost:3000': should be a URL such as https://example.org",
                            "COLOUR is 'green': should be one of red, dark_blue",
                            "BOXES is '1x2,3': should be a size such as 3x4, not 3");
        }

        @Test
        void stops_the_start_with_code_2_and_without_a_stack_trace() {
            assertThatExceptionOfType(SettingsError.class)
                    .isThrownBy(() -> SettingsReader.read(Every.class, Map.of("PORT", "x")))
                    .satisfies(error -> assertThat(error.getStackTrace()).isEmpty())
                    .satisfies(error -> assertThat(error.getExitCode()).isEqualTo(2))
                    .satisfies(error -> assertThat(SettingsError.behind(new RuntimeException(new Exception(error))))
                            .contains(error));
        }

        @Test
        void leaves_the_advice_whole_when_the_value_occurs_in_it() {
            assertThat(linesFor(Every.class, Map.of("COLOUR", "e")))
                    .containsExactly("COLOUR is 'e': should be one of red, dark_blue");
        }

        @Test
        void names_only_the_cause_when_a_fallback_refers_to_it() {
            assertThat(linesFor(Every.class, Map.of("PORT", "a b")))
                    .containsExactly("PORT is 'a b': should be a whole number");
        }

        @Test
        void is_one_that_lacks_what_another_variable_needs() {
            assertThat(linesFor(Every.class, Map.of("CLOUD_URL", "x")))
                    .containsExactly("API_KEY is not set: must be set with CLOUD_URL");
        }

        @Test
        void is_one_that_lacks_what_has_no_fallback() {
            assertThat(linesFor(Needed.class, Map.of())).containsExactly("NAME is not set: How it is called.");
        }

        @Test
        void may_break_a_rule_over_several_variables() {
            assertThat(linesFor(Pair.class, Map.of("LOW", "3")))
                    .containsExactly("LOW is 3 and HIGH 2: LOW may not be above");
        }
    }

    @Nested
    class Secrets {
        record Shop(
                @Variable(name = "STORE", about = "The store.")
                Box store,

                @Variable(name = "PIN", secret = true, about = "The pin.")
                Box pin,

                @Variable(name = "STORE_TOKEN", about = "The token.")
                Box token) {}

        @Test
        void are_never_shown() {
            assertThat(linesFor(Shop.class, Map.of("STORE", "1", "PIN", "hush", "STORE_TOKEN", "quiet")))
                    .containsExactly(
                            "STORE is '1': should be a size such as 3x4, not 1",
                            "PIN is ***: should be a size such as 3x4, not ***",
                            "STORE_TOKEN is ***: should be a size such as 3x4, not ***");
        }

        @Test
        void are_hidden_inside_of_urls() {
            assertThat(linesFor(Shop.class, Map.of("STORE", "pg://me:h@sh@host?sslpassword=hush&b=1")))
                    .first()
                    .asString()
                    .startsWith("STORE is 'pg://***@host?sslpassword=***&b=1'")
                    .doesNotContain("h@sh", "hush");
        }
    }
}
