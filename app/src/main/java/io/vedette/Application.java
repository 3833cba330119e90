package io.vedette;

import io.vedette.platform.start.Start;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.webflux.autoconfigure.error.ErrorWebFluxAutoConfiguration;

/** The server. */
@SpringBootApplication(proxyBeanMethods = false, exclude = ErrorWebFluxAutoConfiguration.class)
public class Application {
    Application() {}

    public static void main(String[] arguments) {
        Start.orExit(Application.class, System.getenv(), arguments);
    }
}
