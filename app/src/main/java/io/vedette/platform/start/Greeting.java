package io.vedette.platform.start;

import io.vedette.platform.web.WebSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says where the server is found once it is there. */
@Component
final class Greeting {
    private static final Logger log = LoggerFactory.getLogger(Greeting.class);

    private final WebSettings web;

    Greeting(WebSettings web) {
        this.web = web;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext server
                && server.getWebServer() != null) {
            log.info("Listening on port {}, as {}", server.getWebServer().getPort(), web.baseUrl());
            log.info("The API and its documents: {}/docs", web.baseUrl());
        }
    }
}
