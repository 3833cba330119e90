package io.vedette.platform.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.support.GenericApplicationContext;

/** Offers what the environment says to the beans: each record is one of them. */
public final class SettingsBeans {
    private SettingsBeans() {}

    /** Lets the application read its settings first of all, and start with them or not at all. */
    public static void prepare(SpringApplication application, Map<String, String> environment) {
        var atStart = new SettingsAtStart(environment);
        application.addListeners(atStart);
        application.addInitializers(atStart);
    }

    public static void register(GenericApplicationContext context, Map<String, String> environment) {
        register(context, SettingsReader.onClassPath().read(environment));
    }

    static void register(GenericApplicationContext context, List<Record> settings) {
        settings.forEach(record ->
                context.getBeanFactory().registerSingleton(record.getClass().getName(), record));
    }

    static Map<String, Object> bootProperties(List<Record> settings) {
        Map<String, Object> properties = new HashMap<>();
        for (Record record : settings) {
            if (record instanceof BootProperties boot) {
                properties.putAll(boot.bootProperties());
            }
        }
        return properties;
    }
}
