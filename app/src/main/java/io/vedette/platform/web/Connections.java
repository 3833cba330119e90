package io.vedette.platform.web;

import java.time.Duration;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.resources.LoopResources;

/** What a connection may cost: nobody holds one by saying nothing, or by never coming to an end. */
@Configuration(proxyBeanMethods = false)
class Connections {
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(40);
    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(30);
    static final int LONGEST_LINE = 8 * 1024;
    static final int MOST_HEADERS = 16 * 1024;

    /** Of its own rather than the JVM's, so that a server takes away at its end what is its own and nothing else. */
    @Bean
    static ReactorResourceFactory eventLoops() {
        ReactorResourceFactory loops = new ReactorResourceFactory();
        loops.setUseGlobalResources(false);
        loops.setLoopResourcesSupplier(() -> LoopResources.create("webflux-http", eventLoopCount(), true));
        loops.setShutdownQuietPeriod(Duration.ZERO);
        return loops;
    }

    /** Nothing on them ever waits, so more than there are processors would only take turns. */
    private static int eventLoopCount() {
        return Math.max(2, Runtime.getRuntime().availableProcessors());
    }

    @Bean
    static NettyServerCustomizer connectionLimits() {
        return server -> server.idleTimeout(LONGEST_SILENCE)
                .requestTimeout(LONGEST_REQUEST)
                .httpRequestDecoder(
                        limits -> limits.maxInitialLineLength(LONGEST_LINE).maxHeaderSize(MOST_HEADERS))
                .doOnChannelInit((_, channel, _) -> UnreadableRequests.watch(channel));
    }
}
