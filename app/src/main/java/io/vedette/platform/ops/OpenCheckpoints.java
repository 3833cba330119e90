package io.vedette.platform.ops;

import org.springframework.stereotype.Component;

/** Lets everyone pass. */
@Component
final class OpenCheckpoints implements Checkpoints {
    @Override
    public void reach(String name) {}
}
