package io.vedette.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.commands.Command.Status;
import io.vedette.platform.data.Query;
import io.vedette.platform.operation.Cursor;
import io.vedette.platform.operation.PageRequest;
import io.vedette.platform.ops.Retention;
import io.vedette.platform.outbox.FactRows;
import io.vedette.testing.DeviceRows;
import io.vedette.testing.Plan;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/** Among a million commands each statement reads about as many rows as it gives or changes. */
class PlansTest {
    private static final int PAGE = 50;
    private static final UUID CAMERA = DeviceRows.numbered(1);
    private static final UUID CLIENT = DeviceRows.client(1);
    private static Node node;

    @BeforeAll
    static void start() {
        node = Node.fresh();
        node.bean(Expiry.class).stop();
        node.bean(CommandRetention.class).stop();
        Million.commands(node);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @TestFactory
    Stream<DynamicTest> of_lists() {
        Instant half = Instant.now().minus(Duration.ofDays(15)).truncatedTo(ChronoUnit.MILLIS);
        return Stream.of(
                        list(null, null, null, null, null),
                        list(null, Status.QUEUED, null, null, null),
                        list(null, Status.REJECTED, null, null, null),
                        list(null, null, "blink", null, null),
                        list(null, null, "reboot", null, null),
                        list(null, null, "never", null, null),
                        list(null, null, null, half.minusSeconds(60), half),
                        list(CAMERA, null, null, null, null),
                        list(CLIENT, null, null, null, null),
                        list(UUID.randomUUID(), null, null, null, null),
                        list(CAMERA, null, "blink", null, null),
                        list(CAMERA, null, null, null, half))
                .flatMap(wanted -> Stream.of(listed(wanted, null), listed(wanted, Cursor.after(half, new UUID(0, 0)))));
    }

    /** Where nearly all are settled so, the others are looked through: those that are not settled yet. */
    @TestFactory
    Stream<DynamicTest> of_lists_of_what_is_most_frequent() {
        return Stream.of(
                        list(null, Status.ACKNOWLEDGED, null, null, null),
                        list(null, Status.ACKNOWLEDGED, "blink", null, null),
                        list(null, Status.ACKNOWLEDGED, null, null, Instant.now()),
                        list(CAMERA, Status.ACKNOWLEDGED, null, null, null))
                .map(wanted -> DynamicTest.dynamicTest(
                        wanted.toString(), () -> explained(wanted, null).isLean(4 * PAGE + Million.UNSETTLED_OF_USER)));
    }

    /** Rare ones of a device among all of its own: as many rows as it has, at worst. */
    @TestFactory
    Stream<DynamicTest> of_lists_that_look_through_a_device() {
        return Stream.of(
                        list(CAMERA, Status.EXPIRED, null, null, null),
                        list(CAMERA, Status.QUEUED, null, null, null),
                        list(CAMERA, null, "reboot", null, null))
                .map(wanted -> DynamicTest.dynamicTest(wanted.toString(), () -> {
                    Plan plan = explained(wanted, null);
                    System.out.printf("%s reads %d rows%n", wanted, plan.rowsRead());
                    assertThat(plan.rowsRead()).isLessThanOrEqualTo(Million.OF_CAMERA);
                }));
    }

    @Test
    void of_what_expires_while_nothing_does() {
        explain(SettlingTable.EXPIRE, spec -> facts(spec).bind("most", 500)).isLean(0);
    }

    @Test
    void of_what_is_forgotten_while_nothing_is() {
        explain(CommandTable.FORGET, spec -> forgetting(spec, Duration.ofDays(31)))
                .isLean(0);
    }

    @Test
    void of_what_is_forgotten() {
        explain(CommandTable.FORGET, spec -> forgetting(spec, Duration.ofDays(29)))
                .isLean(3 * Retention.BATCH);
    }

    @Test
    void of_what_a_device_takes_with_it() {
        for (UUID device : List.of(Million.USUAL_CAMERA, Million.USUAL_CLIENT)) {
            explain(SettlingTable.CANCEL_OF_DEVICE, spec -> facts(spec).bind("device", device))
                    .isLean(3 * Million.UNSETTLED_OF_USUAL_CAMERA);
        }
    }

    @Test
    void of_what_a_link_takes_with_it() {
        explain(
                        SettlingTable.CANCEL_OVER_LINK,
                        spec -> facts(spec).bind("camera", Million.USUAL_CAMERA).bind("client", Million.USUAL_CLIENT))
                .isLean(3 * Million.UNSETTLED_OF_USUAL_CAMERA);
    }

    private static ListCommands list(
            @Nullable UUID device,
            @Nullable Status status,
            @Nullable String type,
            @Nullable Instant from,
            @Nullable Instant to) {
        return new ListCommands(device, status, type, from, to);
    }

    private static DynamicTest listed(ListCommands wanted, @Nullable Cursor after) {
        return DynamicTest.dynamicTest(
                wanted + (after == null ? "" : " further on"),
                () -> explained(wanted, after).isLean(4 * PAGE));
    }

    private static Plan explained(ListCommands wanted, @Nullable Cursor after) {
        Query query = CommandTable.query(DeviceRows.OWNER, wanted, new PageRequest(PAGE, after));
        return explain(query.sql(), spec -> spec.bindValues(query.values()));
    }

    private static GenericExecuteSpec facts(GenericExecuteSpec spec) {
        return node.bean(FactRows.class).bind(spec, CommandChanged.class);
    }

    private static GenericExecuteSpec forgetting(GenericExecuteSpec spec, Duration age) {
        return spec.bind("age", (double) age.toSeconds()).bind("most", Retention.BATCH);
    }

    private static Plan explain(String sql, UnaryOperator<GenericExecuteSpec> binding) {
        return Plan.of(node.server, "commands", sql, binding);
    }
}
