package io.vedette.notifications.push;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Test servers give a push service up sooner, and try it again sooner: so its failures can be waited for. */
@Configuration(proxyBeanMethods = false)
class ShortPaces {
    @Bean
    @Primary
    static PushPace shortPace() {
        PushPace normal = PushPace.NORMAL;
        return new PushPace(
                normal.period(),
                normal.atOnce(),
                normal.lease(),
                normal.life(),
                Duration.ofMillis(500),
                normal.connecting(),
                Duration.ofSeconds(3),
                normal.failures(),
                Duration.ofSeconds(1));
    }
}
