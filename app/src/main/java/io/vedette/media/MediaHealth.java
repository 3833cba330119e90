package io.vedette.media;

import io.vedette.platform.ops.Health;
import io.vedette.platform.ops.HealthCheck;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whether streams can start. */
@Component
final class MediaHealth implements HealthCheck {
    private final MediaProvider provider;

    MediaHealth(MediaProvider provider) {
        this.provider = provider;
    }

    @Override
    public String name() {
        return "media";
    }

    @Override
    public Mono<Health> check() {
        return provider.health();
    }
}
