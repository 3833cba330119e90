package io.vedette.platform.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Finds out who stands behind the proxies: their word counts as far back as the chain of trusted ones reaches. A proxy
 * keeps one of the two headers and passes the other on as it came, so where both are there and differ, neither counts.
 */
@Component
public final class Forwarding {
    private static final Client UNKNOWN = new Client("unknown", false, false);

    private final List<Network> trusted;

    Forwarding(WebSettings settings) {
        this.trusted = settings.trustedProxies();
    }

    /**
     * Who is at the other end.
     *
     * @param forwarded whether a proxy vouches for the address
     */
    public record Client(String address, boolean secure, boolean forwarded) {}

    public Client client(@Nullable InetSocketAddress peer, HttpHeaders headers) {
        if (peer == null || peer.getAddress() == null) {
            return UNKNOWN;
        }
        InetAddress proxy = peer.getAddress();
        Client itself = new Client(proxy.getHostAddress(), false, false);
        if (!isTrusted(proxy)) {
            return itself;
        }
        List<Hop> standard = Hop.ofForwarded(headers);
        List<Hop> usual = Hop.ofXForwarded(headers);
        if (standard.isEmpty() || usual.isEmpty()) {
            return behind(proxy, standard.isEmpty() ? usual : standard);
        }
        Client one = behind(proxy, standard);
        Client other = behind(proxy, usual);
        return one.address().equals(other.address())
                ? new Client(one.address(), one.secure() && other.secure(), one.forwarded())
                : itself;
    }

    /** From the nearest hop on; what stands behind the first that isn't ours may be made up. */
    private Client behind(InetAddress proxy, List<Hop> hops) {
        InetAddress client = proxy;
        Hop last = hops.isEmpty() ? Hop.SILENT : hops.getLast();
        for (Hop hop : hops.reversed()) {
            if (!isTrusted(client) || hop.address() == null) {
                break;
            }
            client = Objects.requireNonNull(hop.address());
            last = hop;
        }
        return new Client(client.getHostAddress(), last.secure(), !client.equals(proxy));
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(network -> network.contains(address));
    }
}
