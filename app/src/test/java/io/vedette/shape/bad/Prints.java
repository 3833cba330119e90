package io.vedette.shape.bad;

public final class Prints {
    private Prints() {}

    static void hello() {
        System.out.println("hello");
    }
}
