package io.vedette.videos;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.storage.ObjectNames;
import io.vedette.testing.Property;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ObjectKeysTest {
    private static final String OWNER = "0123456789abcdefghijABCDEFGHIJKL";
    private static final UUID DEVICE = UUID.randomUUID();
    private static final UUID VIDEO = UUID.randomUUID();
    private static final String NASTY = "../\\%2e%2F .~\0\n\u202e\u00fc\u4e2d\ud83d\ude00aZ09_-+&=?#";

    @Test
    void whatever_is_said_the_key_stays_in_its_space() {
        Property.check(20_000, random -> {
            String prefix = ObjectNames.prefix(text(random));
            String key = ObjectKeys.of(OWNER, DEVICE, prefix, VIDEO, text(random));
            assertThat(key).startsWith(OWNER + "/" + DEVICE + "/").matches("[A-Za-z0-9._/-]+");
            assertThat(key.split("/", -1)).noneMatch(segment -> segment.isEmpty() || segment.matches("\\.+"));
            assertThat(key).doesNotContain("..");
            assertThat(key.substring(key.lastIndexOf('/') + 1)).startsWith(VIDEO + "-");
            assertThat(prefix).matches("|.*[^/]/");
            assertThat(ObjectNames.prefix(prefix)).isEqualTo(prefix);
        });
    }

    private static String text(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(20); length > 0; length--) {
            text.append(NASTY.charAt(random.nextInt(NASTY.length())));
        }
        return text.toString();
    }

    /** No part is longer than a file's name may be, and none longer than a key, whatever becomes of its letters. */
    @Test
    void long_names_are_cut_and_keep_their_ending() {
        String wide = "\ufdfa".repeat(255);
        for (String longest : new String[] {"x".repeat(251) + ".mp4", wide, "a/".repeat(127)}) {
            String key = ObjectKeys.of(OWNER, DEVICE, ObjectNames.prefix(longest), VIDEO, longest + ".mp4");
            assertThat(key.length()).isLessThanOrEqualTo(1_024);
            assertThat(key.split("/", -1)).allMatch(segment -> segment.length() <= 255);
            assertThat(key).endsWith(".mp4");
            assertThat(ObjectNames.isKey(key)).isTrue();
        }
    }

    @Test
    void what_can_be_kept_is_kept() {
        assertThat(ObjectNames.prefix("/2026/11-22//front_door/")).isEqualTo("2026/11-22/front_door/");
        assertThat(ObjectNames.prefix("")).isEmpty();
        assertThat(ObjectKeys.of(OWNER, DEVICE, "a/", VIDEO, "Gar\u00e7on 1.MP4"))
                .endsWith("/a/" + VIDEO + "-Garcon_1.MP4");
    }
}
