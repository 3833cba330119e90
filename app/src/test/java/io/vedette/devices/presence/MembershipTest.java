package io.vedette.devices.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.devices.presence.NodesTable.Node;
import io.vedette.platform.ops.Ids;
import io.vedette.testing.TestServer;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class MembershipTest {
    private final TestServer server = TestServer.running();
    private final Sinks.Empty<Void> answer = Sinks.empty();
    private final CountDownLatch stored = new CountDownLatch(1);

    /** Stores at once and says so when it is told to. */
    private final class HesitantTable extends NodesTable {
        HesitantTable() {
            super(server.bean(DatabaseClient.class));
        }

        @Override
        Mono<Void> insert(UUID node) {
            return super.insert(node).doOnSuccess(_ -> stored.countDown()).then(answer.asMono());
        }
    }

    @Test
    void does_not_take_itself_for_another_before_it_knows_that_it_has_joined() throws InterruptedException {
        Membership membership = new Membership(
                new HesitantTable(),
                server.bean(Attendance.class),
                server.bean(Ids.class),
                server.bean(PresenceSettings.class));
        Set<UUID> before = others(membership);
        membership.start();
        stored.await();
        assertThat(others(membership)).isEqualTo(before);
        answer.tryEmitEmpty();
        membership.stop();
    }

    private static Set<UUID> others(Membership membership) {
        return Set.copyOf(Objects.requireNonNull(
                membership.others().map(Node::id).collectList().block()));
    }
}
