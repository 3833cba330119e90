package io.vedette.platform.settings;

import java.util.List;
import java.util.Map;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;

/** Reads the settings before the log is set up, which they decide on, and offers them before any bean is made. */
final class SettingsAtStart
        implements ApplicationListener<ApplicationEnvironmentPreparedEvent>,
                ApplicationContextInitializer<ConfigurableApplicationContext>,
                Ordered {
    private final Map<String, String> environment;
    private List<Record> settings = List.of();

    SettingsAtStart(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        settings = SettingsReader.onClassPath().read(environment);
        DefaultPropertiesPropertySource.addOrMerge(
                SettingsBeans.bootProperties(settings), event.getEnvironment().getPropertySources());
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        SettingsBeans.register((GenericApplicationContext) context, settings);
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
