package io.vedette.platform.web;

import io.vedette.platform.settings.BootProperties;
import io.vedette.platform.settings.Settings;
import io.vedette.platform.settings.Variable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How the server is reached, and by whom. */
@Settings
public record WebSettings(
        @Min(0)
        @Max(65535)
        @Variable(
                name = "PORT",
                fallback = "3000",
                about = "The port of everything: REST, sockets, pages and documents.")
        int port,

        @Variable(
                name = "BETTER_AUTH_BASE_URL",
                aliases = "BETTER_AUTH_URL",
                fallback = "http://localhost:$PORT",
                about = "Where browsers find this server; its origin is trusted.")
        URI baseUrl,

        @Variable(
                name = "BETTER_AUTH_TRUSTED_ORIGINS",
                about = "Further origins whose pages may call with credentials, comma-separated; `*` and `?` match.")
        List<OriginPattern> trustedOrigins,

        @Variable(
                name = "TRUSTED_PROXIES",
                about = "Networks (CIDR, comma-separated) of the proxies whose forwarding headers are believed.")
        List<Network> trustedProxies,

        @Variable(
                name = "RATE_LIMIT_ENABLED",
                fallback = "true",
                about = "Whether callers are held to the rate limits.")
        boolean rateLimitEnabled,

        @Variable(
                name = "SHUTDOWN_TIMEOUT",
                fallback = "20s",
                about = "How long running work may take to end when the server is told to stop.")
        Duration shutdownTimeout)
        implements BootProperties {

    public WebSettings {
        trustedOrigins = List.copyOf(trustedOrigins);
        trustedProxies = List.copyOf(trustedProxies);
        if (baseUrl.getHost() == null || !List.of("http", "https").contains(baseUrl.getScheme())) {
            throw new IllegalArgumentException(
                    "BETTER_AUTH_BASE_URL must be a URL such as https://cameras.example.test");
        }
    }

    /** Whether only browsers on this machine find the server, so that this is development. */
    public boolean isLocal() {
        return "localhost".equalsIgnoreCase(baseUrl.getHost());
    }

    @Override
    public Map<String, Object> bootProperties() {
        return Map.of("server.port", port, "spring.lifecycle.timeout-per-shutdown-phase", shutdownTimeout.toString());
    }
}
