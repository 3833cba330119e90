package io.vedette.platform.web;

import static io.vedette.platform.failure.CommonProblem.FORBIDDEN;
import static io.vedette.platform.failure.CommonProblem.UNAUTHENTICATED;
import static io.vedette.platform.web.SecurityHeaders.POLICY;

import io.vedette.platform.failure.Failure;
import io.vedette.platform.failure.FailureException;
import io.vedette.platform.operation.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Serves {@link Assets}. Each file is read once: reading from a jar blocks, and takes longer than anything else here. */
@Component
final class AssetFiles {
    private final Strays strays;
    private final Doorman doorman;
    private final Responses responses;
    private final Map<String, Mono<Optional<byte[]>>> files = new ConcurrentHashMap<>();

    AssetFiles(Strays strays, Doorman doorman, Responses responses) {
        this.strays = strays;
        this.doorman = doorman;
        this.responses = responses;
    }

    Mono<ServerResponse> serve(Assets assets, String file, ServerRequest request) {
        return assets.isOpenToAnyone()
                ? found(assets, file, request)
                : doorman.find(request, false)
                        .doOnNext(visitor -> admit(assets, visitor.caller()))
                        .flatMap(_ -> found(assets, file, request))
                        .onErrorResume(FailureException.class, refused -> refuse(refused.failure()));
    }

    private static void admit(Assets assets, Caller caller) {
        if (caller.kind() != assets.caller()) {
            throw (caller instanceof Caller.Anonymous ? UNAUTHENTICATED : FORBIDDEN)
                    .because("These pages are for others");
        }
    }

    private Mono<ServerResponse> refuse(Failure failure) {
        return responses.failed(AnswerStyle.PROBLEM, failure, headers -> Responses.challenge(true, failure, headers));
    }

    private Mono<ServerResponse> found(Assets assets, String file, ServerRequest request) {
        return find(assets, file)
                .flatMap(found ->
                        found.isPresent() ? answer(assets, file, found.get(), request) : strays.noSuchFile(request));
    }

    /** What isn't there is looked for again: only files of ours are kept, however many names are asked for. */
    private Mono<Optional<byte[]>> find(Assets assets, String file) {
        String name = assets.base() + "/" + file;
        return files.getOrDefault(
                name,
                Mono.fromCallable(() -> find(assets.folders(), file))
                        .subscribeOn(Schedulers.boundedElastic())
                        .doOnNext(found -> found.ifPresent(_ -> files.put(name, Mono.just(found)))));
    }

    /** The policy is said even where nothing is sent again: the browser puts it in the place of the one it has kept. */
    private static Mono<ServerResponse> answer(Assets assets, String file, byte[] content, ServerRequest request) {
        request.exchange().getResponse().getHeaders().set(POLICY, assets.policy());
        String tag = tag(content);
        return request.checkNotModified(tag)
                .switchIfEmpty(Mono.defer(() -> ServerResponse.ok()
                        .eTag(tag)
                        .cacheControl(
                                assets.isOpenToAnyone()
                                        ? CacheControl.noCache()
                                        : CacheControl.noCache().cachePrivate())
                        .contentType(MediaTypeFactory.getMediaType(file).orElse(MediaType.APPLICATION_OCTET_STREAM))
                        .bodyValue(content)));
    }

    private static Optional<byte[]> find(List<String> folders, String file) {
        if (!file.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*")) {
            return Optional.empty();
        }
        return folders.stream()
                .map(folder -> read(folder + "/" + file))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<byte[]> read(String resource) {
        try (InputStream stream = AssetFiles.class.getClassLoader().getResourceAsStream(resource)) {
            return stream == null ? Optional.empty() : Optional.of(stream.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String tag(byte[] content) {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        return '"' + HexFormat.of().toHexDigits(checksum.getValue()) + Integer.toHexString(content.length) + '"';
    }
}
