package io.vedette.testing.faults;

import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import java.net.URI;

/** A server's metrics as Prometheus reads them, at one moment. */
public final class Scrape {
    private final String text;

    private Scrape(String text) {
        this.text = text;
    }

    public static Scrape of(URI server) {
        return new Scrape(Visitor.at(server)
                .bearing(TestServer.METRICS_TOKEN)
                .get("/metrics")
                .is(200)
                .text());
    }

    /** The sum over all series of that name with such a label, or any where that is empty; zero when there is none. */
    public double sum(String name, String label) {
        return text.lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    public double sum(String name) {
        return sum(name, "");
    }

    public double closed(String reason) {
        return sum("vedette_socket_closed_total", "reason=\"%s\"".formatted(reason));
    }
}
