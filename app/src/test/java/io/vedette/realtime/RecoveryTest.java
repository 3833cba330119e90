package io.vedette.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.realtime.engine.CloseCause;
import io.vedette.realtime.recovery.Position;
import io.vedette.testing.Household;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.ServerTest;
import io.vedette.testing.chat.Tidings;
import io.vedette.testing.sockets.Talker;
import io.vedette.testing.sockets.Talker.By;
import io.vedette.testing.sockets.Wanderer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Devices whose transports break, and who come back. */
@ServerTest
class RecoveryTest extends Wanderings {
    @Nested
    class With_its_pass {
        @ParameterizedTest
        @EnumSource
        void a_device_gets_what_it_missed_in_order_and_before_anything_live(By by) {
            Wanderer wanderer = wanderer(by).connects();
            tidings.tell(1, 3);
            assertThat(wanderer.hears(3)).isEqualTo(numbers(1, 3));
            wanderer.isCut();
            tidings.tell(4, 6);
            wanderer.connects();
            tidings.tell(7);
            assertThat(wanderer.isRecovered()).isTrue();
            assertThat(wanderer.hears(4)).isEqualTo(numbers(4, 7));
        }

        @ParameterizedTest
        @EnumSource
        void it_is_recovered_too_when_it_has_never_been_told_anything(By by) {
            Wanderer wanderer = wanderer(by).connects();
            wanderer.isCut();
            assertThat(wanderer.connects().isRecovered()).isTrue();
            wanderer.isCut();
            tidings.tell(1);
            assertThat(wanderer.connects().isRecovered()).isTrue();
            assertThat(wanderer.hears()).isEqualTo(1);
        }

        @Test
        void nothing_from_before_it_first_connected_is_told() {
            tidings.tell(1, 3);
            Wanderer wanderer = wanderer(By.WEBSOCKET).connects();
            wanderer.isCut();
            tidings.tell(4);
            assertThat(wanderer.connects().hears()).isEqualTo(4);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "none of ours", "AAAAAAAAAAAB", "stale", "foreign", "to come"})
        void an_offset_that_says_nothing_means_where_it_connected_first(String kind) {
            Wanderer earlier = wanderer(By.WEBSOCKET).connects();
            tidings.tell(0);
            earlier.hears();
            earlier.leaves();
            tidings.tell(0);
            Wanderer wanderer = wanderer(By.WEBSOCKET).connects();
            for (int round = 0; round < 3; round++) {
                tidings.tell(round + 1);
                assertThat(wanderer.hears()).isEqualTo(round + 1);
                wanderer.isCut();
                wanderer.hasSeen(
                        switch (kind) {
                            case "stale" -> earlier.offset();
                            case "foreign" -> offsetOfAnother();
                            case "to come" ->
                                Position.of(wanderer.offset())
                                        .map(seen -> new Position(seen.epoch(), 1_000_000))
                                        .orElseThrow()
                                        .text();
                            default -> kind;
                        });
                assertThat(wanderer.connects().isRecovered()).isTrue();
                assertThat(wanderer.hears(round + 1)).isEqualTo(numbers(1, round + 1));
            }
        }

        private String offsetOfAnother() {
            Household neighbours = Household.fresh();
            Gadget theirs = neighbours.client();
            Wanderer wanderer = wanderer(By.WEBSOCKET, theirs).connects();
            new Tidings(SERVER, neighbours.userId(), Audience.devices(List.of(theirs.id()))).tell(1, 500);
            wanderer.hears(500);
            return String.valueOf(wanderer.offset());
        }

        @ParameterizedTest
        @EnumSource
        void its_older_socket_ends_first_and_without_a_word(By by) {
            Wanderer wanderer = wanderer(by).connects();
            Talker older = wanderer.talker();
            wanderer.connects();
            assertThat(wanderer.isRecovered()).isTrue();
            older.engine().awaitEnd();
            tidings.tell(1);
            assertThat(wanderer.hears()).isEqualTo(1);
        }

        @Test
        void it_takes_nobody_s_place() {
            List<Wanderer> five = IntStream.range(0, 5)
                    .mapToObj(_ -> wanderer(By.WEBSOCKET).connects())
                    .toList();
            for (Wanderer wanderer : five) {
                assertThat(wanderer.connects().isRecovered()).isTrue();
            }
            tidings.tell(1);
            assertThat(five).allSatisfy(wanderer -> assertThat(wanderer.hears()).isEqualTo(1));
        }

        @ParameterizedTest
        @EnumSource(
                value = CloseCause.class,
                names = {"SERVER_DRAIN", "TOO_SLOW", "OVER_LIMIT", "ROLE_CHANGED", "UNAVAILABLE", "PARSE_ERROR"})
        void a_passing_cause_leaves_it_good(CloseCause cause) {
            Wanderer wanderer = wanderer(By.WEBSOCKET).connects();
            SERVER.bean(Sockets.class).ofDevice(phone.id()).forEach(socket -> socket.end(cause));
            wanderer.talker().engine().awaitEnd();
            tidings.tell(1);
            assertThat(wanderer.connects().isRecovered()).isTrue();
            assertThat(wanderer.hears()).isEqualTo(1);
        }

        @ParameterizedTest
        @EnumSource
        void who_leaves_by_itself_is_new_when_it_comes_again(By by) {
            Wanderer wanderer = wanderer(by).connects();
            wanderer.leaves();
            assertThat(wanderer.connects().isRecovered()).isFalse();
            tidings.tell(1);
            assertThat(wanderer.hears()).isEqualTo(1);
        }

        @Test
        void another_device_is_new_with_it_and_its_owner_goes_on() {
            Wanderer owner = wanderer(By.WEBSOCKET).connects();
            owner.isCut();
            tidings.tell(1);
            Gadget other = house.client();
            house.link(camera, other).is(201);
            Wanderer thief = wanderer(By.WEBSOCKET, other);
            thief.connects(thief.auth().put("pid", owner.pid()));
            assertThat(thief.pid()).isNotEqualTo(owner.pid());
            tidings.tell(2);
            assertThat(thief.hears()).isEqualTo(2);
            assertThat(owner.connects().isRecovered()).isTrue();
            assertThat(owner.hears(2)).isEqualTo(numbers(1, 2));
        }

        @Test
        void who_asks_as_well_is_answered() {
            Wanderer wanderer = wanderer(By.WEBSOCKET).connects();
            tidings.tell(1, 2);
            wanderer.hears(2);
            wanderer.isCut();
            tidings.tell(3);
            wanderer.connects(wanderer.auth().put("pid", wanderer.pid()).put("since", wanderer.offset()));
            assertThat(wanderer.isRecovered()).isTrue();
            assertThat(wanderer.hears()).isEqualTo(3);
            assertThat(wanderer.hearsThatItIsRecovered()).isTrue();
        }
    }

    @Nested
    class By_what_it_has_seen {
        @ParameterizedTest
        @EnumSource
        void a_device_that_asks_gets_what_it_missed_and_then_the_answer(By by) {
            Wanderer wanderer = wanderer(by).asks();
            assertThat(wanderer.hearsThatItIsRecovered()).isFalse();
            tidings.tell(1);
            wanderer.hears();
            wanderer.isCut();
            tidings.tell(2, 3);
            wanderer.asks();
            tidings.tell(4);
            assertThat(wanderer.hears(2)).isEqualTo(numbers(2, 3));
            assertThat(wanderer.hearsThatItIsRecovered()).isTrue();
            assertThat(wanderer.hears()).isEqualTo(4);
        }

        @Test
        void the_answer_to_nothing_is_a_place_from_where_it_can_go_on() {
            Wanderer wanderer = wanderer(By.WEBSOCKET).asks();
            assertThat(wanderer.hearsThatItIsRecovered()).isFalse();
            wanderer.isCut();
            wanderer.asks();
            assertThat(wanderer.hearsThatItIsRecovered()).isTrue();
        }

        @Test
        void it_works_after_it_has_left_by_itself() {
            Wanderer wanderer = wanderer(By.WEBSOCKET).asks();
            wanderer.hearsThatItIsRecovered();
            wanderer.leaves();
            tidings.tell(1);
            wanderer.asks();
            assertThat(wanderer.hears()).isEqualTo(1);
            assertThat(wanderer.hearsThatItIsRecovered()).isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "nonsense", "AAAAAAAAAAAB", "%00", "ä"})
        void what_is_no_place_of_ours_gets_nothing_but_the_present(String since) {
            Wanderer wanderer = wanderer(By.WEBSOCKET).asks();
            wanderer.hearsThatItIsRecovered();
            tidings.tell(1);
            wanderer.hears();
            wanderer.isCut();
            wanderer.hasSeen(since);
            wanderer.asks();
            assertThat(wanderer.hearsThatItIsRecovered()).isFalse();
            tidings.tell(2);
            assertThat(wanderer.hears()).isEqualTo(2);
        }

        @Test
        void what_is_cut_off_in_the_middle_of_it_goes_on_from_there_by_its_pass() {
            Wanderer wanderer = wanderer(By.WEBSOCKET).asks();
            wanderer.hearsThatItIsRecovered();
            wanderer.isCut();
            tidings.tell(1, 100);
            wanderer.asks();
            assertThat(wanderer.hears(40)).isEqualTo(numbers(1, 40));
            wanderer.isCut();
            assertThat(wanderer.connects().isRecovered()).isTrue();
            assertThat(wanderer.hears(60)).isEqualTo(numbers(41, 100));
        }
    }
}
