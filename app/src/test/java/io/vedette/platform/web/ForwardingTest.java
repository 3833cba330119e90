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
            assertThat(address(STRANGER)).isEqualTo("192.0.2.66");
        }

        @Test
        void is_the_peer_when_the_peer_is_not_trusted() {
            assertThat(address(STRANGER, "X-Forwarded-For", "1.2.3.4")).isEqualTo("192.0.2.66");
            assertThat(address(STRANGER, "Forwarded", "for=1.2.3.4")).isEqualTo("192.0.2.66");
        }

        @Test
        void is_the_last_one_before_our_proxies() {
            assertThat(address(PROXY, "X-Forwarded-For", "6.6.6.6, 198.51.100.7, 10.1.1.1"))
                    .isEqualTo("198.51.100.7");
            assertThat(address(
                            PROXY, "Forwarded", "for=6.6.6.6, for=\"[2001:db9::17]:4711\";proto=https, for=10.2.2.2"))
                    .isEqualTo("2001:db9:0:0:0:0:0:17");
        }

        @Test
        void is_believed_when_both_headers_say_the_same() {
            assertThat(address(PROXY, "Forwarded", "for=198.51.100.7", "X-Forwarded-For", "198.51.100.7"))
                    .isEqualTo("198.51.100.7");
        }

        @Test
        void is_the_peer_when_one_header_was_passed_on_as_the_client_sent_it() {
            assertThat(address(PROXY, "Forwarded", "for=6.6.6.6", "X-Forwarded-For", "198.51.100.7"))
                    .isEqualTo("10.0.0.1");
            assertThat(address(PROXY, "Forwarded", "for=198.51.100.7", "X-Forwarded-For", "6.6.6.6"))
                    .isEqualTo("10.0.0.1");
        }

        @Test
        void is_not_looked_for_behind_a_hop_that_hides_whom_it_heard() {
            assertThat(address(PROXY, "Forwarded", "for=6.6.6.6, proto=https, for=10.2.2.2"))
                    .isEqualTo("10.2.2.2");
            assertThat(address(PROXY, "Forwarded", "for=6.6.6.6, for=_hidden")).isEqualTo("10.0.0.1");
        }

        @Test
        void is_found_with_a_port_behind_it() {
            assertThat(address(PROXY, "X-Forwarded-For", "198.51.100.7:5555")).isEqualTo("198.51.100.7");
        }

        @Test
        void is_the_nearest_one_known_when_a_header_makes_no_sense() {
            assertThat(address(PROXY, "X-Forwarded-For", "198.51.100.7, unknown"))
                    .isEqualTo("10.0.0.1");
            assertThat(address(PROXY, "Forwarded", "for=[;\",,=")).isEqualTo("10.0.0.1");
        }

        private String address(InetSocketAddress peer, String... headers) {
            return forwarding.client(peer, headers(headers)).address();
        }
    }

    @Nested
    class Tls {
        @Test
        void is_believed_from_a_trusted_proxy_only() {
            assertThat(cameOverTls(PROXY, "X-Forwarded-Proto", "https")).isTrue();
            assertThat(cameOverTls(PROXY, "Forwarded", "for=1.2.3.4;proto=https"))
                    .isTrue();
            assertThat(cameOverTls(PROXY, "X-Forwarded-Proto", "http")).isFalse();
            assertThat(cameOverTls(STRANGER, "X-Forwarded-Proto", "https")).isFalse();
        }

        @Test
        void is_what_the_proxy_next_to_the_client_saw() {
            assertThat(cameOverTls(PROXY, "Forwarded", "for=1.2.3.4;proto=https, for=10.2.2.2;proto=http"))
                    .isTrue();
            assertThat(cameOverTls(PROXY, "X-Forwarded-For", "1.2.3.4, 10.2.2.2", "X-Forwarded-Proto", "https"))
                    .isTrue();
        }

        @Test
        void is_not_what_the_client_says_of_itself() {
            assertThat(cameOverTls(PROXY, "X-Forwarded-For", "6.6.6.6, 1.2.3.4", "X-Forwarded-Proto", "https, http"))
                    .isFalse();
            assertThat(cameOverTls(PROXY, "Forwarded", "for=6.6.6.6;proto=https, for=1.2.3.4;proto=http"))
                    .isFalse();
        }

        private boolean cameOverTls(InetSocketAddress peer, String... headers) {
            return forwarding.client(peer, headers(headers)).secure();
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
