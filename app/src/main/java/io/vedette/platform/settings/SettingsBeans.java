package io.vedette.platform.settings;

import java.util.List;
import java.util.Map;
import org.springframework.context.support.GenericApplicationContext;

/** Offers what the environment says to the beans: each record is one of them. */
public final class SettingsBeans {
    private SettingsBeans() {}

    public static void register(GenericApplicationContext context, Map<String, String> environment) {
        register(context, SettingsReader.onClassPath().read(environment));
    }

    /** For a start that had to look at some of them before there was a context. */
    public static void register(GenericApplicationContext context, List<Record> settings) {
        settings.forEach(record ->
                context.getBeanFactory().registerSingleton(record.getClass().getName(), record));
    }
}
