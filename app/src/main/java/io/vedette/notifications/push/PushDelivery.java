package io.vedette.notifications.push;

import io.vedette.notifications.push.PushAnswer.Accepted;
import io.vedette.notifications.push.PushAnswer.Gone;
import io.vedette.notifications.push.PushAnswer.NotNow;
import io.vedette.notifications.push.PushAnswer.Refused;
import io.vedette.notifications.push.PushService.Message;
import io.vedette.notifications.push.PushTable.Taken;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** One try to send one message, and what follows from how it ended. */
@Component
final class PushDelivery {
    private static final Logger LOG = LoggerFactory.getLogger(PushDelivery.class);

    private final PushTable table;
    private final AddressBook addresses;
    private final PushServices services;
    private final PushPace pace;
    private final PushMeters meters;

    PushDelivery(PushTable table, AddressBook addresses, PushServices services, PushPace pace, PushMeters meters) {
        this.table = table;
        this.addresses = addresses;
        this.services = services;
        this.pace = pace;
        this.meters = meters;
    }

    /** Never fails: what could not even be written down is taken again when its lease ends. */
    Mono<Void> of(Taken message, @Nullable Address address) {
        return Mono.defer(() -> deliver(message, address))
                .doOnError(failure -> LOG.warn("A push message could not be settled: {}", failure.toString()))
                .onErrorComplete();
    }

    private Mono<Void> deliver(Taken message, @Nullable Address address) {
        if (message.left().toSeconds() < 1) {
            return failed(message, "none", "expired");
        }
        if (address == null) {
            return failed(message, "none", "no_address");
        }
        return services.thatKnows(address.token())
                .map(service -> send(message, address, service))
                .orElseGet(() -> failed(message, "none", "no_service"));
    }

    private Mono<Void> send(Taken message, Address address, PushService service) {
        return service.send(new Message(address.token(), message.topic(), message.notice(), message.left()))
                .flatMap(answer -> settle(message, address, service.name(), answer));
    }

    private Mono<Void> settle(Taken message, Address address, String service, PushAnswer answer) {
        return switch (answer) {
            case Accepted _ -> {
                meters.ended(service, "accepted");
                yield table.sent(message);
            }
            case Gone(String problem) -> addresses.forget(address).then(failed(message, service, problem));
            case Refused(String problem) -> {
                LOG.warn("{} refuses a message to device {}: {}", service, message.deviceId(), problem);
                yield failed(message, service, problem);
            }
            case NotNow(String problem, Duration pause) -> {
                meters.ended(service, problem);
                Duration backoff = pace.backoff(message.attempts());
                yield table.postpone(message, pause.compareTo(backoff) < 0 ? backoff : pause, problem);
            }
        };
    }

    private Mono<Void> failed(Taken message, String service, String problem) {
        meters.ended(service, problem);
        return table.failed(message, problem);
    }
}
