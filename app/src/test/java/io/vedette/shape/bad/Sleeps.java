package io.vedette.shape.bad;

public final class Sleeps {
    private Sleeps() {}

    static void aWhile() throws InterruptedException {
        Thread.sleep(1L);
    }
}
