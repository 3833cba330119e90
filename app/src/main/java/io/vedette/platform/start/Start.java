package io.vedette.platform.start;

import io.vedette.platform.ops.ServerCommands;
import io.vedette.platform.settings.SettingsBeans;
import io.vedette.platform.settings.SettingsError;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the server: first the settings, all of them, then everything else. */
public final class Start {
    private static final int FAILED = 1;

    private Start() {}

    /** Ends the process when the start fails; why has been said by then. */
    public static void orExit(Class<?> application, Map<String, String> environment, String... arguments) {
        try {
            run(application, environment, arguments);
        } catch (RuntimeException failure) {
            System.exit(SettingsError.behind(failure)
                    .map(SettingsError::getExitCode)
                    .orElse(FAILED));
        }
    }

    public static ConfigurableApplicationContext run(
            Class<?> application, Map<String, String> environment, String... arguments) {
        SpringApplication server = new SpringApplication(application);
        server.setWebApplicationType(WebApplicationType.REACTIVE);
        SettingsBeans.prepare(server, environment);
        ServerCommands.prepare(server, arguments);
        ConfigurableApplicationContext context = server.run(arguments);
        ServerCommands.endAfter(context);
        return context;
    }
}
