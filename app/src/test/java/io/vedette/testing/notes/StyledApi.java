package io.vedette.testing.notes;

import static io.vedette.platform.failure.CommonProblem.UNAUTHENTICATED;
import static io.vedette.platform.operation.CallerKind.ANYONE;
import static io.vedette.platform.operation.CallerKind.USER;
import static io.vedette.platform.operation.Operation.operation;
import static io.vedette.platform.web.AnswerStyle.BETTER_AUTH;
import static io.vedette.platform.web.Route.get;
import static io.vedette.platform.web.Route.post;
import static io.vedette.platform.web.RouteGroup.at;
import static io.vedette.testing.notes.NoteProblem.NO_ROOM;

import io.vedette.platform.operation.Nothing;
import io.vedette.platform.operation.Operation;
import io.vedette.platform.operation.Text;
import io.vedette.platform.web.Api;
import io.vedette.platform.web.RouteGroup;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Routes that answer as a Better Auth server does. */
@Component
final class StyledApi implements Api {
    private final Operation<MakeNote, Text> refuse = operation("refuseStyled", "Refuse whatever comes")
            .callers(ANYONE)
            .takes(MakeNote.class)
            .gives(Text.class)
            .mayFail(NO_ROOM, UNAUTHENTICATED)
            .by(call -> Mono.error(
                    call.input().title().equals("who") ? UNAUTHENTICATED.because("x") : NO_ROOM.because("x")));
    private final Operation<Nothing, Text> read = operation("readStyled", "Say something to users")
            .callers(USER)
            .gives(Text.class)
            .by(_ -> Mono.just(new Text("text/plain", "fine")));
    private final Operation<Nothing, Text> crash = operation("crashStyled", "Fail by accident")
            .callers(ANYONE)
            .gives(Text.class)
            .by(_ -> Mono.error(new IllegalStateException("inside")));

    @Override
    public RouteGroup routes() {
        return at("/styled", BETTER_AUTH, post("/refuse", refuse), get("/read", read), get("/crash", crash));
    }
}
