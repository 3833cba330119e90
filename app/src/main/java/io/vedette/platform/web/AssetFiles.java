package io.vedette.platform.web;

import static io.vedette.platform.web.SecurityHeaders.POLICY;

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
    private final Map<String, Mono<Optional<byte[]>>> files = new ConcurrentHashMap<>();

    AssetFiles(Strays strays) {
        this.strays = strays;
    }

    Mono<ServerResponse> serve(Assets assets, String file, ServerRequest request) {
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

    private static Mono<ServerResponse> answer(Assets assets, String file, byte[] content, ServerRequest request) {
        String tag = tag(content);
        return request.checkNotModified(tag)
                .switchIfEmpty(Mono.defer(() -> ServerResponse.ok()
                        .eTag(tag)
                        .cacheControl(CacheControl.noCache())
                        .header(POLICY, assets.policy())
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
