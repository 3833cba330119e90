package io.vedette.platform.ops;

import java.util.Map;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.MapPropertySource;

/** Says that a command runs before the log is set up, which is to keep quiet meanwhile. */
final class CommandAtStart implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {
    private final Map<String, Object> properties;

    CommandAtStart(Map<String, Object> properties) {
        this.properties = properties;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        event.getEnvironment().getPropertySources().addFirst(new MapPropertySource("command", properties));
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
