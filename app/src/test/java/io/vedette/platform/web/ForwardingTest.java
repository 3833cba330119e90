package io.vedette.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

class ForwardingTest {
    private static final InetSocketAddress PROXY = new InetSocketAddress("10.0.0.1", 1234);
    private static final InetSocketAddress STRANGER = new InetSocketAddress("192.0.2.66", 1234);

    private final Forwarding forwarding = new Forwarding(new WebSettings(
            0,
            URI.create("http://localhost:3000"),
            List.of(),
            List.of(Network.parse("10.0.0.0/8"), Network.parse("2001:db8::/32")),
            true,
            Duration.ofSeconds(20)));

    @Nested
    class The_client {
        @Test
        void is_the_peer_when_nobody_forwards() {
            assertThat(forwarding.clientAddress(STRANGER, headers())).isEqualTo("192.0.2.66");
        }

        @Test
        void is_the_peer_when_the_peer_is_not_trusted() {
            assertThat(forwarding.clientAddress(STRANGER, headers("X-Forwarded-For", "1.2.3.4")))
                    .isEqualTo("192.0.2.66");
        }

        @Test
        void is_the_last_one_before_our_proxies() {
            assertThat(forwarding.clientAddress(PROXY, headers("X-Forwarded-For", "6.6.6.6, 198.51.100.7, 10.1.1.1")))
                    .isEqualTo("198.51.100.7");
        }

        @Test
        void is_read_from_the_standard_header_first() {
            HttpHeaders both = headers("Forwarded", "for=\"[2001:db9::17]:4711\";proto=https, for=10.2.2.2");
            both.add("X-Forwarded-For", "198.51.100.7");
            assertThat(forwarding.clientAddress(PROXY, both)).isEqualTo("2001:db9:0:0:0:0:0:17");
        }

        @Test
        void is_found_with_a_port_behind_it() {
            assertThat(forwarding.clientAddress(PROXY, headers("X-Forwarded-For", "198.51.100.7:5555")))
                    .isEqualTo("198.51.100.7");
        }

        @Test
        void is_the_nearest_one_known_when_a_header_makes_no_sense() {
            assertThat(forwarding.clientAddress(PROXY, headers("X-Forwarded-For", "198.51.100.7, unknown")))
                    .isEqualTo("10.0.0.1");
            assertThat(forwarding.clientAddress(PROXY, headers("Forwarded", "for=[;\",,=")))
                    .isEqualTo("10.0.0.1");
        }
    }

    @Nested
    class Tls {
        @Test
        void is_believed_from_a_trusted_proxy_only() {
            assertThat(forwarding.cameOverTls(PROXY, headers("X-Forwarded-Proto", "https")))
                    .isTrue();
            assertThat(forwarding.cameOverTls(PROXY, headers("Forwarded", "for=1.2.3.4;proto=https")))
                    .isTrue();
            assertThat(forwarding.cameOverTls(PROXY, headers("X-Forwarded-Proto", "http")))
                    .isFalse();
            assertThat(forwarding.cameOverTls(STRANGER, headers("X-Forwarded-Proto", "https")))
                    .isFalse();
        }
    }

    private static HttpHeaders headers(String... pairs) {
        HttpHeaders headers = new HttpHeaders();
        for (int i = 0; i < pairs.length; i += 2) {
            headers.add(pairs[i], pairs[i + 1]);
        }
        return headers;
    }
}
