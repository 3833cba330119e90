package io.vedette.platform.ops;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Lets the application run the command among its arguments instead of the server. */
public final class ServerCommands {
    /** Set while a command runs, so that what only a server needs can stay away. */
    public static final String PROPERTY = "vedette.command";

    private ServerCommands() {}

    public static void prepare(SpringApplication application, String... arguments) {
        List<String> flags =
                Arrays.stream(arguments).filter(ServerCommands::isFlag).toList();
        if (flags.isEmpty()) {
            return;
        }
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.addListeners(new CommandAtStart(properties(flags)));
    }

    /** There is nothing more to do where it was a command that was started. */
    public static void endAfter(ConfigurableApplicationContext context) {
        if (context.getEnvironment().containsProperty(PROPERTY)) {
            context.close();
        }
    }

    private static Map<String, Object> properties(List<String> flags) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(PROPERTY, String.join(" ", flags));
        // A server may be running on the same data folder.
        properties.put("vedette.database.join", true);
        properties.put("logging.level.root", "warn");
        return properties;
    }

    private static boolean isFlag(String argument) {
        return argument.startsWith("--") && !argument.contains("=");
    }
}
