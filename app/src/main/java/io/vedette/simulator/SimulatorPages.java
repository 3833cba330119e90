package io.vedette.simulator;

import static io.vedette.platform.operation.CallerKind.ANYONE;

import io.vedette.media.MediaProvider;
import io.vedette.platform.web.Assets;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A page that is a camera or a phone, and a player. */
@Configuration(proxyBeanMethods = false)
class SimulatorPages {
    /** They call the media server themselves, wherever it says that browsers find it. */
    @Bean
    static Assets simulator(MediaProvider media) {
        String policy =
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self' blob:; "
                        + "worker-src 'self'; connect-src 'self' " + String.join(" ", media.origins())
                        + "; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
        return new Assets("/sim", List.of("pages/sim"), policy, ANYONE);
    }
}
