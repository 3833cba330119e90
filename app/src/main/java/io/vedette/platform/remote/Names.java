package io.vedette.platform.remote;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.DatagramChannel;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.netty.resources.LoopResources;

/** Looks up the addresses of hosts, without blocking. */
@Component
public final class Names implements DisposableBean {
    private static final Duration LONGEST_QUERY = Duration.ofSeconds(2);

    private final EventLoopGroup loops;
    private final AddressResolverGroup<InetSocketAddress> resolvers;

    Names(ReactorResourceFactory factory, DnsServerAddressStreamProvider nameServers) {
        LoopResources resources = factory.getLoopResources();
        this.loops = resources.onClient(true);
        this.resolvers = new DnsAddressResolverGroup(new DnsNameResolverBuilder()
                .datagramChannelFactory(() -> resources.onChannel(DatagramChannel.class, loops))
                .nameServerProvider(nameServers)
                .queryTimeoutMillis(LONGEST_QUERY.toMillis()));
    }

    /** Fails with {@link java.net.UnknownHostException} where there is no such host. */
    public Mono<List<InetAddress>> find(String host) {
        return Mono.create(sink -> resolvers
                .getResolver(loops.next())
                .resolveAll(InetSocketAddress.createUnresolved(host, 0))
                .addListener((Future<List<InetSocketAddress>> found) -> tell(found, sink)));
    }

    private static void tell(Future<List<InetSocketAddress>> found, MonoSink<List<InetAddress>> sink) {
        if (found.isSuccess()) {
            sink.success(
                    found.getNow().stream().map(InetSocketAddress::getAddress).toList());
        } else {
            sink.error(found.cause());
        }
    }

    AddressResolverGroup<InetSocketAddress> resolvers() {
        return resolvers;
    }

    @Override
    public void destroy() {
        resolvers.close();
    }
}
