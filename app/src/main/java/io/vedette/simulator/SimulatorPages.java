package io.vedette.simulator;

import static io.vedette.platform.operation.CallerKind.ANYONE;

import io.vedette.media.MediaProvider;
import io.vedette.platform.web.Assets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A page that is a camera or a phone, and a player. */
@Configuration(proxyBeanMethods = false)
class SimulatorPages {
    /** They call the media server themselves, wherever it says that browsers find it. */
    @Bean
    static Assets simulator(MediaProvider media) {
        return Assets.ofOurs("/sim", "pages/sim", ANYONE, media.origins());
    }
}
