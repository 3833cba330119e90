package io.vedette.testing.faults;

import io.netty.resolver.dns.DnsServerAddressStream;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** Sends a server's questions for names to the one of the test; see {@link NameServer#start}. */
@Component
@Primary
@ConditionalOnProperty(NameServer.AT)
final class ToldNameServer implements DnsServerAddressStreamProvider {
    private final DnsServerAddressStreamProvider only;

    ToldNameServer(@Value("${" + NameServer.AT + "}") int port) {
        only = new SingletonDnsServerAddressStreamProvider(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    @Override
    public DnsServerAddressStream nameServerAddressStream(String host) {
        return only.nameServerAddressStream(host);
    }
}
