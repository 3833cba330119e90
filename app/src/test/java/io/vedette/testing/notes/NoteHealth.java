package io.vedette.testing.notes;

import io.vedette.platform.ops.Health;
import io.vedette.platform.ops.HealthCheck;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Paper, without which nobody can note anything, and a pen, without which one can still read. Both can run out. */
@Configuration(proxyBeanMethods = false)
public class NoteHealth {
    /** What a note needs. */
    public static final class Supply implements HealthCheck {
        private final String name;
        private final boolean essential;
        private final AtomicInteger asked = new AtomicInteger();
        private volatile Health health = Health.OK;

        Supply(String name, boolean essential) {
            this.name = name;
            this.essential = essential;
        }

        public void is(Health now) {
            health = now;
        }

        public int timesAsked() {
            return asked.get();
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean essential() {
            return essential;
        }

        @Override
        public Mono<Health> check() {
            asked.incrementAndGet();
            return Mono.just(health);
        }
    }

    @Bean
    static Supply paper() {
        return new Supply("paper", true);
    }

    @Bean
    static Supply pen() {
        return new Supply("pen", false);
    }
}
