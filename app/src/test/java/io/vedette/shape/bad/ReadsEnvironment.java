package io.vedette.shape.bad;

public final class ReadsEnvironment {
    private ReadsEnvironment() {}

    static String port() {
        return System.getenv("PORT");
    }
}
