package io.vedette.platform.web;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Finds out who stands behind the proxies: their headers count as far back as the chain of trusted ones reaches. */
@Component
final class Forwarding {
    private static final Pattern FOR = Pattern.compile("(?i)(?:^|;)\\s*for=\"?([^\";]+)\"?");
    private static final Pattern PROTO = Pattern.compile("(?i)(?:^|;)\\s*proto=\"?(\\w+)\"?");
    private static final String UNKNOWN = "unknown";

    private final List<Network> trusted;

    Forwarding(WebSettings settings) {
        this.trusted = settings.trustedProxies();
    }

    String clientAddress(@Nullable InetSocketAddress peer, HttpHeaders headers) {
        if (peer == null || peer.getAddress() == null) {
            return UNKNOWN;
        }
        InetAddress client = peer.getAddress();
        List<String> hops = hops(headers);
        for (int i = hops.size() - 1; i >= 0 && isTrusted(client); i--) {
            InetAddress before = NetUtil.createInetAddressFromIpAddressString(withoutPort(hops.get(i)));
            if (before == null) {
                break;
            }
            client = before;
        }
        return client.getHostAddress();
    }

    boolean cameOverTls(@Nullable InetSocketAddress peer, HttpHeaders headers) {
        if (peer == null || !isTrusted(peer.getAddress())) {
            return false;
        }
        return forwarded(headers, PROTO)
                .findFirst()
                .or(() -> Optional.ofNullable(headers.getFirst("X-Forwarded-Proto")))
                .map(proto -> proto.split(",", 2)[0].strip().toLowerCase(Locale.ROOT))
                .filter("https"::equals)
                .isPresent();
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(network -> network.contains(address));
    }

    private static List<String> hops(HttpHeaders headers) {
        List<String> standard = forwarded(headers, FOR).toList();
        return standard.isEmpty() ? elements(headers, "X-Forwarded-For").toList() : standard;
    }

    private static Stream<String> forwarded(HttpHeaders headers, Pattern part) {
        return elements(headers, "Forwarded")
                .flatMap(element -> part.matcher(element).results())
                .map((MatchResult result) -> result.group(1));
    }

    private static Stream<String> elements(HttpHeaders headers, String name) {
        return headers.getValuesAsList(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(element -> !element.isEmpty());
    }

    /** {@code 192.0.2.1:443} and {@code [2001:db8::1]:443} become addresses; a bare IPv6 address is one already. */
    private static String withoutPort(String hop) {
        if (hop.startsWith("[")) {
            return hop.substring(1, Math.max(1, hop.indexOf(']')));
        }
        int colon = hop.indexOf(':');
        return colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
    }
}
