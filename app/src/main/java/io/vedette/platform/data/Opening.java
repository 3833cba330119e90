package io.vedette.platform.data;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.spi.Connection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/**
 * Opens one connection and knows its socket: the driver leaves a half-open one alone when its caller gives up, and a
 * database that is only paused would later meet hundreds of them at once.
 */
final class Opening implements LoopResources {
    private final LoopResources loops;
    private volatile @Nullable Channel socket;
    private volatile boolean givenUp;

    private Opening(LoopResources loops) {
        this.loops = loops;
    }

    static Mono<Connection> open(
            LoopResources loops, Function<LoopResources, PostgresqlConnectionConfiguration> configuration) {
        return Mono.defer(() -> {
            Opening opening = new Opening(loops);
            return new PostgresqlConnectionFactory(configuration.apply(opening))
                    .create()
                    .cast(Connection.class)
                    .doOnCancel(opening::giveUp)
                    .doOnError(error -> opening.giveUp());
        });
    }

    private void giveUp() {
        givenUp = true;
        closeSocket();
    }

    // Nobody waits for the close, and its failure means that it is closed.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void closeSocket() {
        Channel channel = socket;
        if (channel != null && channel.isRegistered()) {
            channel.close();
        } else if (channel != null) {
            channel.unsafe().closeForcibly();
        }
    }

    @Override
    public <C extends Channel> C onChannel(Class<C> type, EventLoopGroup group) {
        C channel = loops.onChannel(type, group);
        socket = channel;
        if (givenUp) {
            closeSocket();
        }
        return channel;
    }

    @Override
    public <C extends Channel> Class<? extends C> onChannelClass(Class<C> type, EventLoopGroup group) {
        return loops.onChannelClass(type, group);
    }

    @Override
    public EventLoopGroup onClient(boolean useNative) {
        return loops.onClient(useNative);
    }

    @Override
    public EventLoopGroup onServer(boolean useNative) {
        return loops.onServer(useNative);
    }
}
