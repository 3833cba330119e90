package io.vedette.realtime.engine;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundInvoker;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.Future;

/**
 * Writes whose success nobody waits for: a channel that can't be written to is closed or about to be, and its end is heard
 * of everywhere.
 */
final class Wire {
    private Wire() {}

    static void send(ChannelOutboundInvoker channel, Object message) {
        forget(channel.writeAndFlush(message));
    }

    /** What comes after it would have no meaning. */
    static void sendLast(ChannelOutboundInvoker channel, Object message) {
        forget(channel.writeAndFlush(message).addListener(ChannelFutureListener.CLOSE));
    }

    static void sendLast(ChannelOutboundInvoker channel, Object message, ChannelPromise promise) {
        forget(channel.writeAndFlush(message, promise).addListener(ChannelFutureListener.CLOSE));
    }

    static void close(Channel channel) {
        forget(channel.close());
    }

    static void forget(@SuppressWarnings("unused") Future<?> outcome) {
        // That is all.
    }
}
