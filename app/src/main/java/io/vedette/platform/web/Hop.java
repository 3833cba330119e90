package io.vedette.platform.web;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** What one proxy says of whom it heard: the address, unless it hides it or makes no sense, and whether it came over TLS. */
record Hop(@Nullable InetAddress address, boolean secure) {
    static final Hop SILENT = new Hop(null, false);

    private static final String FOR = "X-Forwarded-For";
    private static final String PROTO = "X-Forwarded-Proto";
    private static final Pattern FOR_PART = part("for", "\"?([^\";]+)\"?");
    private static final Pattern PROTO_PART = part("proto", "\"?(\\w+)\"?");

    /** RFC 7239, the nearest proxy's word last. */
    static List<Hop> ofForwarded(HttpHeaders headers) {
        return elements(headers, "Forwarded").stream()
                .map(element -> new Hop(address(first(FOR_PART, element)), isTls(first(PROTO_PART, element))))
                .toList();
    }

    /** The two lists belong together from their ends on; where the second is shorter, its first word stands for all before. */
    static List<Hop> ofXForwarded(HttpHeaders headers) {
        List<String> addresses = elements(headers, FOR);
        List<String> schemes = elements(headers, PROTO);
        if (addresses.isEmpty()) {
            return schemes.isEmpty() ? List.of() : List.of(new Hop(null, isTls(schemes.getLast())));
        }
        int shift = schemes.size() - addresses.size();
        return IntStream.range(0, addresses.size())
                .mapToObj(i -> new Hop(
                        address(addresses.get(i)), !schemes.isEmpty() && isTls(schemes.get(Math.max(0, i + shift)))))
                .toList();
    }

    private static boolean isTls(String scheme) {
        return "https".equalsIgnoreCase(scheme);
    }

    private static @Nullable InetAddress address(String hop) {
        return NetUtil.createInetAddressFromIpAddressString(withoutPort(hop));
    }

    /** {@code 192.0.2.1:443} and {@code [2001:db8::1]:443} become addresses; a bare IPv6 address is one already. */
    private static String withoutPort(String hop) {
        if (hop.startsWith("[")) {
            return hop.substring(1, Math.max(1, hop.indexOf(']')));
        }
        int colon = hop.indexOf(':');
        return colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
    }

    private static List<String> elements(HttpHeaders headers, String name) {
        return headers.getOrEmpty(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(element -> !element.isEmpty())
                .toList();
    }

    private static String first(Pattern part, String element) {
        Matcher matcher = part.matcher(element);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static Pattern part(String name, String value) {
        return Pattern.compile("(?i)(?:^|;)\\s*" + name + "=" + value);
    }
}
