package io.vedette.bench.swarm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTest {
    private static final byte[] MARK = "\"n\":".getBytes(UTF_8);

    @Test
    void a_number_is_read_behind_its_mark() {
        assertThat(text("43[{\"m\":1,\"n\":907,\"o\":2}]").numberAfter(MARK)).isEqualTo(907);
        assertThat(text("43[{\"n\":null}]").numberAfter(MARK)).isEqualTo(-1);
        assertThat(text("43[]").numberAfter(MARK)).isEqualTo(-1);
        assertThat(text("4312[]").numberAt(2)).isEqualTo(12);
    }

    @Test
    void what_lies_behind_the_packet_is_not_part_of_it() {
        var text = new Text();
        text.show("x12\"n\":34".getBytes(UTF_8), 1, 3);

        assertThat(text.numberAt(0)).isEqualTo(12);
        assertThat(text.at(2)).isZero();
        assertThat(text.contains(MARK)).isFalse();
        assertThat(text).hasToString("12");
    }

    private static Text text(String whole) {
        var text = new Text();
        byte[] bytes = whole.getBytes(UTF_8);
        text.show(bytes, 0, bytes.length);
        return text;
    }
}
