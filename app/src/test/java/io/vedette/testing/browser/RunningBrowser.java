package io.vedette.testing.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The browser, and a web server for the pages of every {@link Site}. */
record RunningBrowser(Playwright playwright, Browser browser, HttpServer pages) implements AutoCloseable {
    private static final double PATIENCE_MILLIS = 20_000;

    static RunningBrowser start() {
        HttpServer pages = SimpleFileServer.createFileServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Equipment.PAGES, OutputLevel.NONE);
        pages.start();
        Path node = Equipment.node().orElseThrow();
        Playwright playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1", "PLAYWRIGHT_NODEJS_PATH", node.toString())));
        return new RunningBrowser(playwright, launch(playwright, pages), pages);
    }

    private static Browser launch(Playwright playwright, HttpServer pages) {
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Equipment.chromium().orElseThrow())
                        .setChromiumSandbox(!"root".equals(System.getProperty("user.name")))
                        .setArgs(List.of(
                                "--host-resolver-rules=" + rules(pages),
                                // A camera that shows a test picture, and that every page may have.
                                "--use-fake-device-for-media-stream",
                                "--use-fake-ui-for-media-stream")));
    }

    /** Every site's address leads to the pages, that of the server to itself, and no other anywhere. */
    private static String rules(HttpServer pages) {
        String sites = Stream.of(Site.values())
                .map(site -> URI.create(site.url()).getAuthority())
                .map(authority -> "MAP %s 127.0.0.1:%d"
                        .formatted(authority, pages.getAddress().getPort()))
                .collect(Collectors.joining(","));
        return sites + ",MAP localhost 127.0.0.1,MAP * ~NOTFOUND";
    }

    /** As somebody who has never used it before. */
    BrowserContext visit() {
        BrowserContext context = browser.newContext();
        context.setDefaultTimeout(PATIENCE_MILLIS);
        return context;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
        pages.stop(0);
    }
}
