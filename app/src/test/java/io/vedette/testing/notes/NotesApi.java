package io.vedette.testing.notes;

import static io.vedette.platform.failure.CommonProblem.NOT_FOUND;
import static io.vedette.platform.operation.CallerKind.ANYONE;
import static io.vedette.platform.operation.CallerKind.CAMERA;
import static io.vedette.platform.operation.CallerKind.OPERATOR;
import static io.vedette.platform.operation.CallerKind.USER;
import static io.vedette.platform.operation.Operation.operation;
import static io.vedette.platform.web.AnswerStyle.PROBLEM;
import static io.vedette.platform.web.Route.delete;
import static io.vedette.platform.web.Route.get;
import static io.vedette.platform.web.Route.post;
import static io.vedette.platform.web.RouteGroup.at;
import static io.vedette.testing.notes.NoteProblem.NEVER_DECLARED;
import static io.vedette.testing.notes.NoteProblem.NO_ROOM;

import io.vedette.platform.operation.Made;
import io.vedette.platform.operation.Nothing;
import io.vedette.platform.operation.Operation;
import io.vedette.platform.operation.Page;
import io.vedette.platform.operation.Text;
import io.vedette.platform.web.Api;
import io.vedette.platform.web.RouteGroup;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** One operation of every kind. */
@Component
final class NotesApi implements Api {
    private final Operation<MakeNote, Made<Note>> make;
    private final Operation<ReadNote, Note> read;
    private final Operation<ListNotes, Page<Note>> list;
    private final Operation<ReadNote, Void> remove;
    private final Operation<Nothing, Text> film = operation("filmNote", "Something only cameras may do")
            .callers(CAMERA)
            .gives(Text.class)
            .by(call -> Mono.just(new Text("text/plain", call.device().id().toString())));
    private final Operation<Nothing, Text> operate = operation("operateNotes", "Something only operators may do")
            .callers(OPERATOR)
            .gives(Text.class)
            .by(_ -> Mono.just(new Text("text/plain", "done")));
    private final Operation<Nothing, Text> undeclared = operation("refuseUndeclared", "Refuse with what it hides")
            .callers(ANYONE)
            .gives(Text.class)
            .by(_ -> Mono.error(NEVER_DECLARED.because("a bug")));
    private final Operation<Nothing, Text> empty = operation("stayEmpty", "Promise an answer and give none")
            .callers(ANYONE)
            .gives(Text.class)
            .by(_ -> Mono.empty());
    private final Operation<Nothing, Text> crash = operation("crash", "Fail by accident")
            .callers(ANYONE)
            .gives(Text.class)
            .by(_ -> Mono.error(new IllegalStateException("select secret from inside")));

    private final Operation<Nothing, Text> await;

    NotesApi(NotesService notes, NoteGate gate) {
        await = operation("awaitGate", "Answer when the gate is opened")
                .callers(USER)
                .gives(Text.class)
                .by(_ -> gate.pass().thenReturn(new Text("text/plain", "passed")));
        make = operation("makeNote", "Write something down")
                .callers(USER)
                .takes(MakeNote.class)
                .makes(Note.class)
                .mayFail(NO_ROOM)
                .idempotent()
                .by(call -> notes.make(call.user(), call.input()));
        read = operation("readNote", "Read one note")
                .callers(USER)
                .takes(ReadNote.class)
                .gives(Note.class)
                .mayFail(NOT_FOUND)
                .by(call -> notes.find(call.user(), call.input().noteId()));
        list = operation("listNotes", "List one's notes, newest first")
                .callers(USER)
                .takes(ListNotes.class)
                .lists(Note.class)
                .by(call -> notes.list(call.user(), call.input(), call.page()));
        remove = operation("removeNote", "Throw a note away")
                .callers(USER)
                .takes(ReadNote.class)
                .does()
                .mayFail(NOT_FOUND)
                .by(call -> notes.remove(call.user(), call.input().noteId()));
    }

    @Override
    public RouteGroup routes() {
        return at(
                "/notes",
                PROBLEM,
                post("", make),
                get("", list),
                get("/{noteId}", read),
                delete("/{noteId}", remove),
                post("/await", await),
                post("/film", film),
                post("/operate", operate),
                get("/bugs/undeclared", undeclared),
                get("/bugs/empty", empty),
                get("/bugs/crash", crash));
    }
}
