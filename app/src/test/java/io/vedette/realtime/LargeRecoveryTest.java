package io.vedette.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.ServerTest;
import io.vedette.testing.sockets.Talker.By;
import io.vedette.testing.sockets.Wanderer;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However much was missed, it is told whole or not at all. */
@ServerTest
class LargeRecoveryTest extends Wanderings {
    /** Nearly all that is kept: that its device comes and goes is told in the same log. */
    private static final int MANY = 9_990;

    @ParameterizedTest
    @EnumSource
    void it_is_told_whole(By by) {
        Wanderer wanderer = wanderer(by).connects();
        wanderer.isCut();
        tidings.tell(1, MANY);
        wanderer.connects();
        tidings.tell(MANY + 1);
        assertThat(wanderer.isRecovered()).isTrue();
        assertThat(wanderer.hears(MANY + 1)).isEqualTo(numbers(1, MANY + 1));
    }

    @ParameterizedTest
    @EnumSource
    void or_not_at_all(By by) {
        Wanderer wanderer = wanderer(by).connects();
        wanderer.isCut();
        tidings.tell(1, 10_001);
        String pid = wanderer.pid();
        wanderer.connects();
        assertThat(wanderer.isRecovered()).isFalse();
        assertThat(wanderer.pid()).isNotEqualTo(pid);
        tidings.tell(10_002);
        assertThat(wanderer.hears()).isEqualTo(10_002);
    }

    @ParameterizedTest
    @EnumSource
    void by_bytes_as_well(By by) {
        String much = "x".repeat(40_000);
        Wanderer wanderer = wanderer(by).asks();
        wanderer.hearsThatItIsRecovered();
        wanderer.isCut();
        IntStream.rangeClosed(1, 100).forEach(number -> tidings.tell(number, much));
        wanderer.asks();
        assertThat(wanderer.hears(100)).isEqualTo(numbers(1, 100));
        assertThat(wanderer.hearsThatItIsRecovered()).isTrue();
        wanderer.isCut();
        IntStream.rangeClosed(101, 210).forEach(number -> tidings.tell(number, much));
        wanderer.asks();
        assertThat(wanderer.hearsThatItIsRecovered()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void what_it_says_meanwhile_is_answered(By by) {
        Wanderer wanderer = wanderer(by).connects();
        wanderer.isCut();
        IntStream.rangeClosed(1, 100).forEach(number -> tidings.tell(number, "x".repeat(30_000)));
        wanderer.connects();
        wanderer.talker().tell("4217[\"echo\",{}]");
        assertThat(wanderer.hears(100)).isEqualTo(numbers(1, 100));
        assertThat(wanderer.talker().engine().text()).startsWith("4317[");
    }
}
