package io.vedette.platform.outbox;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** What the parts of the outbox share. */
@Configuration(proxyBeanMethods = false)
class OutboxConfiguration {
    @Bean
    static FactKinds factKinds(JsonMapper json) {
        return FactKinds.onClassPath(json);
    }

    @Bean
    static RelayPace relayPace() {
        return RelayPace.NORMAL;
    }

    @Bean
    static KeyLines keyLines() {
        return new KeyLines(Announcer.CAPACITY);
    }
}
