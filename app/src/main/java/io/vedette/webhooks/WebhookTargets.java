package io.vedette.webhooks;

import io.netty.util.NetUtil;
import io.vedette.platform.failure.FailureException;
import io.vedette.platform.failure.FieldError;
import io.vedette.platform.remote.Names;
import io.vedette.platform.remote.PublicAddresses;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Which addresses webhooks may have. Where a name leads may change at any time, so each connection is looked at once more
 * when it is made; what is refused here, people learn at once.
 */
@Component
final class WebhookTargets {
    static final int LONGEST = 2_048;

    private static final int LAST_PORT = 65_535;
    private static final Duration LONGEST_LOOKUP = Duration.ofSeconds(1);
    private static final String LOCAL = "localhost";

    private final boolean allowPrivate;
    private final Names names;

    WebhookTargets(WebhookSettings settings, Names names) {
        this.allowPrivate = settings.allowPrivate();
        this.names = names;
    }

    /** Fails for one that no webhook may have. A name that nobody knows yet is none of them. */
    Mono<Void> check(String url) {
        return Mono.defer(() -> {
            String host = host(url);
            return allowPrivate ? Mono.empty() : checkHost(host);
        });
    }

    private static String host(String url) {
        URI uri = parsed(url);
        String scheme = uri.getScheme();
        String host = uri.getHost();
        if (scheme == null || !List.of("http", "https").contains(scheme.toLowerCase(Locale.ROOT)) || host == null) {
            throw refused("must be an http or https URL with a host");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw refused("must have no user info and no fragment");
        }
        if (uri.getPort() == 0
                || uri.getPort() > LAST_PORT
                || uri.getRawAuthority().endsWith(":")) {
            throw refused("must have a port from 1 to " + LAST_PORT + ", or none");
        }
        return host.toLowerCase(Locale.ROOT);
    }

    private static URI parsed(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException _) {
            throw refused("must be an http or https URL");
        }
    }

    private Mono<Void> checkHost(String host) {
        if (host.startsWith("[")) {
            return isPublicIpv6(host.substring(1, host.length() - 1)) ? Mono.empty() : Mono.error(notPublic());
        }
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        // A name's last part begins with a letter: what begins with a digit somebody may read as IPv4, in whatever
        // form.
        if (Character.isDigit(name.charAt(name.lastIndexOf('.') + 1))) {
            return isPublicIpv4(host) ? Mono.empty() : Mono.error(notPublic());
        }
        return name.equals(LOCAL) || name.endsWith("." + LOCAL) ? Mono.error(notPublic()) : checkName(name);
    }

    private Mono<Void> checkName(String name) {
        return names.find(name)
                .timeout(LONGEST_LOOKUP)
                .onErrorReturn(List.of())
                .filter(found -> !found.stream().allMatch(PublicAddresses::contain))
                .flatMap(_ -> Mono.error(notPublic()));
    }

    /** In the one form that everybody reads alike: a leading zero makes some read it as octal. */
    private static boolean isPublicIpv4(String host) {
        InetAddress address = NetUtil.createInetAddressFromIpAddressString(host);
        return address instanceof Inet4Address
                && host.equals(address.getHostAddress())
                && PublicAddresses.contain(address);
    }

    /** One of IPv4 in disguise is read as such by Java, or lies outside of what is public. */
    private static boolean isPublicIpv6(String host) {
        InetAddress address = host.contains("%") ? null : NetUtil.createInetAddressFromIpAddressString(host);
        return address instanceof Inet6Address && PublicAddresses.contain(address);
    }

    private static FailureException notPublic() {
        return refused("must not lead to a private, local or otherwise special address");
    }

    private static FailureException refused(String message) {
        return new FieldError("url", message).failure();
    }
}
