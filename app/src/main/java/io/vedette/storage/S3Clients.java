package io.vedette.storage;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** How the store is called and signed for: bounded, and by nothing that the machine says of Amazon's cloud. */
final class S3Clients {
    private static final int CONNECTIONS = 32;
    private static final int WAITING = 256;
    private static final Duration CONNECTING = Duration.ofMillis(500);
    private static final Duration TRY = Duration.ofMillis(1_200);
    private static final Duration CALL = Duration.ofMillis(1_800);
    private static final int TRIES = 2;

    private S3Clients() {}

    static S3AsyncClient client(StoreAddress address, String region) {
        return S3AsyncClient.builder()
                .endpointOverride(address.internal())
                .region(Region.of(region))
                .forcePathStyle(true)
                .credentialsProvider(credentials(address))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(NettyNioAsyncHttpClient.builder()
                        .eventLoopGroupBuilder(SdkEventLoopGroup.builder().numberOfThreads(1))
                        .maxConcurrency(CONNECTIONS)
                        .maxPendingConnectionAcquires(WAITING)
                        .connectionAcquisitionTimeout(TRY)
                        .connectionTimeout(CONNECTING)
                        .readTimeout(TRY)
                        .writeTimeout(TRY))
                .overrideConfiguration(calls -> calls.apiCallTimeout(CALL)
                        .apiCallAttemptTimeout(TRY)
                        .defaultProfileFile(ProfileFile.aggregator().build())
                        .retryStrategy(StandardRetryStrategy.builder()
                                .maxAttempts(TRIES)
                                .build()))
                // What follows is a Mono's, and none of it blocks.
                .asyncConfiguration(answers ->
                        answers.advancedOption(SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run))
                .build();
    }

    static S3Presigner presigner(StoreAddress address, String region) {
        return S3Presigner.builder()
                .endpointOverride(address.external())
                .region(Region.of(region))
                .credentialsProvider(credentials(address))
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
    }

    private static AwsCredentialsProvider credentials(StoreAddress address) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(address.accessKey(), address.secretKey()));
    }
}
