package io.vedette;

import io.vedette.platform.start.Start;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The server. */
@SpringBootApplication(proxyBeanMethods = false)
public class Application {
    Application() {}

    public static void main(String[] arguments) {
        Start.orExit(Application.class, System.getenv(), arguments);
    }
}
