package io.vedette.storage;

import io.vedette.platform.secrets.Secrets;
import io.vedette.platform.settings.FolderSettings;
import io.vedette.platform.web.TrustedOrigins;
import io.vedette.platform.web.WebSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The store and who calls it; each is closed when the server ends. */
@Configuration(proxyBeanMethods = false)
class StorageConfiguration {
    @Bean(destroyMethod = "close")
    static StoreInUse storeInUse(
            StorageSettings settings, WebSettings web, TrustedOrigins origins, FolderSettings folder, Secrets secrets) {
        return StoreInUse.of(settings, web, origins, folder, secrets);
    }

    @Bean
    static StoreAddress storeAddress(StoreInUse store) {
        return store.address();
    }

    @Bean(destroyMethod = "close")
    static S3AsyncClient s3Client(StoreAddress address, StorageSettings settings) {
        return S3Clients.client(address, settings.region());
    }

    /** Its host is the public one, so there is one client for calls and another signer for URLs. */
    @Bean(destroyMethod = "close")
    static S3Presigner s3Presigner(StoreAddress address, StorageSettings settings) {
        return S3Clients.presigner(address, settings.region());
    }
}
