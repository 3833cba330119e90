package io.vedette;

import io.vedette.platform.start.Start;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.error.ErrorWebFluxAutoConfiguration;

/** The server. Transactions and errors are its own affair, so what Spring Boot would do about them stays away. */
@SpringBootApplication(
        proxyBeanMethods = false,
        exclude = {ErrorWebFluxAutoConfiguration.class, TransactionAutoConfiguration.class})
public class Application {
    Application() {}

    public static void main(String[] arguments) {
        Start.orExit(Application.class, System.getenv(), arguments);
    }
}
