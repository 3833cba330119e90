package io.vedette;

import io.vedette.platform.start.Start;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.micrometer.tracing.autoconfigure.prometheus.PrometheusExemplarsAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.error.ErrorWebFluxAutoConfiguration;

/**
 * The server. Transactions and errors are its own affair, so what Spring Boot would do about them stays away. So do
 * exemplars: to find one, a metric asks the context for a bean, on an event loop and perhaps while the start holds it.
 */
@SpringBootApplication(
        proxyBeanMethods = false,
        exclude = {
            ErrorWebFluxAutoConfiguration.class,
            PrometheusExemplarsAutoConfiguration.class,
            TransactionAutoConfiguration.class
        })
public class Application {
    Application() {}

    public static void main(String[] arguments) {
        Start.orExit(Application.class, System.getenv(), arguments);
    }
}
