package io.vedette.notifications.push;

import io.vedette.platform.data.Transactions;
import java.time.Duration;
import java.util.Collection;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes messages for devices that are not connected. Of each about one thing there is one at a time, and not too often. */
@Component
public final class Pushes {
    private final PushTable table;
    private final PushSender sender;
    private final PushSettings settings;
    private final PushPace pace;
    private final PushMeters meters;
    private final Transactions transactions;
    private final PushServices services;

    Pushes(
            PushTable table,
            PushSender sender,
            PushServices services,
            PushSettings settings,
            PushPace pace,
            PushMeters meters,
            Transactions transactions) {
        this.table = table;
        this.sender = sender;
        this.settings = settings;
        this.pace = pace;
        this.meters = meters;
        this.transactions = transactions;
        this.services = services;
    }

    /** Whether anybody can be reached; if not, there is nothing to do. */
    public boolean areOn() {
        return services.areOn();
    }

    /** Done when it is written down, not when it is sent. The same may be wanted twice. */
    public Mono<Void> want(Collection<UUID> devices, String topic, Notice notice) {
        return !services.areOn() || devices.isEmpty()
                ? Mono.empty()
                : table.want(devices, topic, notice, pace.life(), settings.interval())
                        .doOnNext(wanted -> meters.wanted(wanted, devices.size() - wanted))
                        .doOnNext(_ -> sender.wake())
                        .then();
    }

    /** It is nothing to that device any more. In the transaction that runs. */
    public Mono<Void> cancel(UUID device, String topic) {
        return services.areOn() ? transactions.write(table.cancel(device, topic)) : Mono.empty();
    }

    /** Neither is anything to the device, nor is it to anybody. In the transaction that runs. */
    public Mono<Void> cancelAll(UUID device, String topic) {
        return services.areOn() ? transactions.write(table.cancelAll(device, topic)) : Mono.empty();
    }

    /** For messages that are worth nothing after some time: whoever wants one later than that need not. */
    public boolean areWorthless(Duration age) {
        return age.compareTo(pace.life()) > 0;
    }
}
