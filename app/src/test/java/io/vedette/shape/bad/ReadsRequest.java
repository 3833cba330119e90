package io.vedette.shape.bad;

import org.springframework.web.reactive.function.server.ServerRequest;

public final class ReadsRequest {
    private ReadsRequest() {}

    static String path(ServerRequest request) {
        return request.path();
    }
}
