package io.vedette.media;

import io.vedette.platform.web.WebSettings;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which provider is in use. */
@Configuration(proxyBeanMethods = false)
class MediaConfiguration {
    @Bean
    MediaProvider mediaProvider(MediaSettings settings, List<ProviderMaker> all) {
        return all.stream()
                .filter(each -> each.name().equals(settings.provider().code()))
                .findFirst()
                .orElseThrow()
                .maker()
                .get();
    }

    @Bean
    ProviderMaker mock(MediaTokens tokens, IceServers iceServers, WebSettings web) {
        return new ProviderMaker(MockProvider.NAME, () -> new MockProvider(tokens, iceServers, web));
    }
}
