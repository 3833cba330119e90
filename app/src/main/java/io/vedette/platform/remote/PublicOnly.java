package io.vedette.platform.remote;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Looks at the very address that is about to be connected to: no name, form or second look-up gets around it. */
@Sharable
final class PublicOnly extends ChannelOutboundHandlerAdapter {
    static final PublicOnly INSTANCE = new PublicOnly();

    private PublicOnly() {}

    @Override
    public void connect(ChannelHandlerContext context, SocketAddress remote, SocketAddress local, ChannelPromise done) {
        if (remote instanceof InetSocketAddress internet
                && !internet.isUnresolved()
                && PublicAddresses.contain(internet.getAddress())) {
            var _ = context.connect(remote, local, done);
        } else {
            var _ = done.setFailure(new ForbiddenAddressException());
        }
    }
}
