package io.vedette.platform.remote;

import io.netty.handler.timeout.TimeoutException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** What keeps a service from answering, as a closed list: messages of errors quote addresses. */
public final class RemoteTrouble {
    private static final int MOST_CAUSES = 10;

    private RemoteTrouble() {}

    public static String nameOf(Throwable error) {
        return Stream.iterate(error, Throwable::getCause)
                .limit(MOST_CAUSES)
                .takeWhile(cause -> cause != null)
                .map(RemoteTrouble::nameOfCause)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("connection_lost");
    }

    private static String nameOfCause(Throwable cause) {
        return switch (cause) {
            case java.util.concurrent.TimeoutException _, TimeoutException _ -> "timeout";
            case ForbiddenAddressException _ -> "forbidden_address";
            case ConnectException _, UnknownHostException _ -> "unreachable";
            case SSLException _ -> "tls_failed";
            default -> "";
        };
    }
}
