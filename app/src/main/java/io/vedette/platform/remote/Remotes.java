package io.vedette.platform.remote;

import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.stereotype.Component;

/** Where features get what they call services with. */
@Component
public final class Remotes {
    private final ReactorResourceFactory loops;
    private final Names names;

    Remotes(ReactorResourceFactory loops, Names names) {
        this.loops = loops;
        this.names = names;
    }

    /** Whoever opens it closes it. */
    public Remote open(Bounds bounds, Reach reach) {
        return new Remote(bounds, reach, loops.getLoopResources(), names.resolvers());
    }
}
