package io.vedette.testing.browser;

import io.vedette.testing.ServerTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs in a browser against the real server, and is skipped where there is no browser. A test and its class's constructor
 * may ask for {@link com.microsoft.playwright.Page}s and their {@link com.microsoft.playwright.BrowserContext}: new for each
 * test, as if nobody had ever used the browser.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(BrowserExtension.class)
@ServerTest
public @interface BrowserTest {}
