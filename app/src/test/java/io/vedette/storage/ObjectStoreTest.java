package io.vedette.storage;

import static io.vedette.testing.faults.StandIn.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vedette.platform.failure.FailureException;
import io.vedette.testing.faults.StandIn;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.tcp.TcpServer;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/** What the answers of stores are taken for. */
class ObjectStoreTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final StorageSettings SETTINGS =
            new StorageSettings(null, 9000, false, null, null, "clips", "us-east-1", null);
    private static final int MANY = 5;

    private final StandIn standIn = new StandIn(status(400, ""));
    private @Nullable S3AsyncClient client;

    private ObjectStore at(int port) {
        URI address = URI.create("http://localhost:" + port);
        client = S3Clients.client(new StoreAddress(address, address, "name", "secret"), "us-east-1");
        return new ObjectStore(client, SETTINGS, new SimpleMeterRegistry(), Clock.systemUTC());
    }

    /** And nothing else is right. */
    private void bucketIsThere() {
        standIn.always((asked, response) ->
                status(asked.path().equals("/clips") ? 200 : 400, "").answer(asked, response));
    }

    @AfterEach
    void stop() {
        if (client != null) {
            client.close();
        }
        standIn.close();
    }

    @Test
    void what_is_no_key_to_a_store_is_not_there_and_no_outage() {
        ObjectStore store = at(standIn.port());
        bucketIsThere();
        for (int i = 0; i < MANY; i++) {
            assertThat(store.find("odd").blockOptional(PATIENCE)).isEmpty();
            assertThat(store.list("odd", null, 1)
                            .map(ObjectStore.Listing::objects)
                            .block(PATIENCE))
                    .isEmpty();
        }
        assertThat(store.isAway()).isFalse();
    }

    @Test
    void where_nothing_at_all_is_right_to_a_store_it_is_away() {
        ObjectStore store = at(standIn.port());
        for (int i = 0; i < MANY; i++) {
            assertThatThrownBy(() -> store.find("key").block(PATIENCE)).isInstanceOf(FailureException.class);
        }
        assertThat(store.isAway()).isTrue();
        assertThat(store.problem()).startsWith("http_400");
    }

    @Test
    void what_is_not_removed_is_not_said_to_be() {
        ObjectStore store = at(standIn.port());
        bucketIsThere();
        assertThatThrownBy(() -> store.delete("key").block(PATIENCE)).isInstanceOf(FailureException.class);
    }

    /** As Swift answers where no proxy stands before it: the end of a body that must not be there follows. */
    @Test
    void what_is_no_http_is_called_that() {
        DisposableServer server = TcpServer.create()
                .host("localhost")
                .port(0)
                .handle((in, out) -> in.receive()
                        .asString()
                        .concatMap(_ -> out.sendString(
                                Mono.just("HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))))
                .bindNow(PATIENCE);
        try {
            ObjectStore store = at(server.port());
            assertThatThrownBy(() -> store.ready().block(PATIENCE)).isInstanceOf(FailureException.class);
            assertThat(store.problem()).startsWith("garbled");
        } finally {
            server.disposeNow(PATIENCE);
        }
    }
}
