package io.vedette.testing;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for whoever has to say beforehand where it listens. */
public final class Ports {
    /** Below those from which connections that somebody makes meanwhile take theirs. */
    private static final int FIRST = 20_000;

    private static final int LAST = 30_000;

    private Ports() {}

    /** One where nobody listens. */
    public static int free() {
        return ThreadLocalRandom.current()
                .ints(FIRST, LAST)
                .filter(Ports::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
