package io.vedette.testing.browser;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.vedette.testing.Programs;
import io.vedette.testing.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a browser test needs and the build doesn't bring. */
public final class Equipment {
    /** The files that pages are made of, and what they need from npm. */
    public static final Path PAGES = Repository.file("app/src/test/browser");

    private static final int OLDEST_NODE = 20;
    private static final List<String> BROWSERS = List.of(
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

    private Equipment() {}

    static Optional<Path> chromium() {
        return BROWSERS.stream().flatMap(Programs::installed).findFirst();
    }

    /** The driver of the browser runs on it. */
    static Optional<Path> node() {
        return Programs.installed("node").filter(Equipment::isNewEnough).findFirst();
    }

    /** The same, and what programs in that folder may import. */
    public static Optional<Path> nodeWithPackages() {
        return node().filter(_ -> hasPackages());
    }

    /** Says what is not here and how to get it. */
    static Optional<String> missing() {
        if (chromium().isEmpty()) {
            return Optional.of("no Chromium is installed (apt-get install chromium)");
        }
        if (node().isEmpty()) {
            return Optional.of("no Node.js %d or newer is installed".formatted(OLDEST_NODE));
        }
        return nodeWithPackages().isPresent()
                ? Optional.empty()
                : Optional.of("npm can't fetch the packages of " + PAGES);
    }

    private static boolean isNewEnough(Path node) {
        return Programs.succeeds(
                node.toString(),
                "--eval",
                "process.exit(parseInt(process.versions.node) < %d ? 1 : 0)".formatted(OLDEST_NODE));
    }

    /** One JVM at a time fetches them, as both would write into one folder. */
    private static boolean hasPackages() {
        try (FileChannel file =
                        FileChannel.open(Repository.file("app/target").resolve("packages.lock"), CREATE, WRITE);
                FileLock lock = file.lock()) {
            return lock.isValid() && (Files.exists(PAGES.resolve("node_modules/.package-lock.json")) || fetched());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean fetched() {
        return Programs.installed("npm").findFirst().filter(Equipment::fetch).isPresent();
    }

    private static boolean fetch(Path npm) {
        return Programs.succeeds(
                npm.toString(), "ci", "--prefix=" + PAGES, "--ignore-scripts", "--no-audit", "--no-fund");
    }
}
