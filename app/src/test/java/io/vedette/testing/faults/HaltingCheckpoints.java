package io.vedette.testing.faults;

import io.vedette.platform.ops.Checkpoints;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** Ends the server as kill -9 would, at a named point, the n-th time it gets there; see {@link ServerProcess#killsItselfAt}. */
@Component
@Primary
@ConditionalOnProperty(HaltingCheckpoints.AT)
final class HaltingCheckpoints implements Checkpoints {
    static final String AT = "vedette.halt.at";
    static final String TIME = "vedette.halt.time";
    static final int KILLED = 137;

    private final String at;
    private final AtomicInteger left;

    HaltingCheckpoints(@Value("${" + AT + "}") String at, @Value("${" + TIME + "}") int time) {
        this.at = at;
        this.left = new AtomicInteger(time);
    }

    @Override
    public void reach(String name) {
        if (name.equals(at) && left.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(KILLED);
        }
    }
}
