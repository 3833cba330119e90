package io.vedette.testing;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.resources.LoopResources;

/** Servers in one JVM would share their event loops, and the first that is closed would stop them for all. */
@Configuration(proxyBeanMethods = false)
class OwnLoops {
    @Bean
    static ReactorResourceFactory reactorResourceFactory() {
        ReactorResourceFactory resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        resources.setLoopResourcesSupplier(
                () -> LoopResources.create("http", LoopResources.DEFAULT_IO_WORKER_COUNT, true));
        return resources;
    }
}
