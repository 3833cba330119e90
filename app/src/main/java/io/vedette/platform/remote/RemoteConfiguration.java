package io.vedette.platform.remote;

import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who is asked where names lead. */
@Configuration(proxyBeanMethods = false)
class RemoteConfiguration {
    @Bean
    DnsServerAddressStreamProvider nameServers() {
        return DnsServerAddressStreamProviders.platformDefault();
    }
}
