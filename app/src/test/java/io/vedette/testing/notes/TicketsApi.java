package io.vedette.testing.notes;

import static io.vedette.platform.operation.CallerKind.USER;
import static io.vedette.platform.operation.Operation.operation;
import static io.vedette.platform.web.AnswerStyle.PROBLEM;
import static io.vedette.platform.web.Route.post;
import static io.vedette.platform.web.RouteGroup.at;

import io.vedette.platform.operation.Made;
import io.vedette.platform.operation.NotKept;
import io.vedette.platform.operation.Nothing;
import io.vedette.platform.operation.Operation;
import io.vedette.platform.web.Api;
import io.vedette.platform.web.RouteGroup;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives out secrets that can be made again as long as it is known for whom they are. */
@Component
final class TicketsApi implements Api {
    record Ticket(int number, @NotKept String secret) {}

    private final AtomicInteger last = new AtomicInteger();
    private final Operation<Nothing, Made<Ticket>> make = operation("makeTicket", "Get a ticket")
            .callers(USER)
            .makes(Ticket.class)
            .idempotent((_, kept) ->
                    Mono.just(kept.put("secret", secretOf(kept.path("number").asInt()))))
            .by(_ -> Mono.fromSupplier(this::next));

    @Override
    public RouteGroup routes() {
        return at("/tickets", PROBLEM, post("", make));
    }

    private Made<Ticket> next() {
        int number = last.incrementAndGet();
        return new Made.Created<>(new Ticket(number, secretOf(number)));
    }

    private static String secretOf(int number) {
        return "the-secret-of-ticket-" + number;
    }
}
