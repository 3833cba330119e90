package io.vedette.platform.ops;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one source of time; it ticks in milliseconds, as times on the wire do, so that what is stored is what was said. */
@Configuration(proxyBeanMethods = false)
class Time {
    @Bean
    static Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }
}
