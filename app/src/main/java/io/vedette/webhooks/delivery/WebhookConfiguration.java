package io.vedette.webhooks.delivery;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the parts of the sending share. */
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {
    @Bean
    static WebhookPace webhookPace() {
        return WebhookPace.NORMAL;
    }
}
