package io.vedette.platform.ops;

import java.util.function.Consumer;
import reactor.util.context.Context;

/** Errors of work that nobody waits for any more: Reactor would log each as an accident. */
public final class Dropped {
    /** For a context: such errors are no matter here. */
    public static final Context UNNOTICED = Context.of("reactor.onErrorDropped.local", (Consumer<Throwable>) _ -> {});

    private Dropped() {}
}
