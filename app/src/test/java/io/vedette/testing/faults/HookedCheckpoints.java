package io.vedette.testing.faults;

import io.vedette.platform.ops.Checkpoints;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** Lets tests do something while a server is at a named point, on its thread. */
@Component
@Primary
@ConditionalOnProperty(name = HaltingCheckpoints.AT, havingValue = "nowhere", matchIfMissing = true)
public final class HookedCheckpoints implements Checkpoints {
    private final Map<String, Runnable> hooks = new ConcurrentHashMap<>();

    HookedCheckpoints() {}

    public void at(String name, Runnable work) {
        hooks.put(name, work);
    }

    public void nowhere() {
        hooks.clear();
    }

    @Override
    public void reach(String name) {
        hooks.getOrDefault(name, () -> {}).run();
    }
}
