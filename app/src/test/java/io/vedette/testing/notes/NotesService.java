package io.vedette.testing.notes;

import static io.vedette.platform.failure.CommonProblem.NOT_FOUND;
import static io.vedette.testing.notes.NoteProblem.NO_ROOM;

import io.vedette.platform.data.Transactions;
import io.vedette.platform.operation.Caller;
import io.vedette.platform.operation.Cursor;
import io.vedette.platform.operation.Made;
import io.vedette.platform.operation.Page;
import io.vedette.platform.operation.PageRequest;
import io.vedette.platform.ops.Ids;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

@Component
final class NotesService {
    /** Whoever writes this down has no room left: the row is written first, so that it has to be taken back. */
    static final String TOO_MUCH = "too much";

    private final NotesTable notes;
    private final Transactions transactions;
    private final Clock clock;
    private final Ids ids;
    private final JsonMapper json;

    NotesService(NotesTable notes, Transactions transactions, Clock clock, Ids ids, JsonMapper json) {
        this.notes = notes;
        this.transactions = transactions;
        this.clock = clock;
        this.ids = ids;
        this.json = json;
    }

    Mono<Made<Note>> make(Caller.User owner, MakeNote wanted) {
        Note note = new Note(
                ids.next(),
                owner.id(),
                wanted.title(),
                Objects.requireNonNullElse(wanted.colour(), Note.Colour.YELLOW),
                wanted.remindAt(),
                Objects.requireNonNullElseGet(wanted.metadata(), json::createObjectNode),
                clock.instant());
        return transactions.write(notes.insert(note)
                .filter(saved -> !saved.title().equals(TOO_MUCH))
                .switchIfEmpty(Mono.error(() -> NO_ROOM.because("It is too much")))
                .map(Made.Created::new));
    }

    Mono<Note> find(Caller.User owner, UUID id) {
        return notes.find(owner.id(), id).switchIfEmpty(Mono.error(() -> NOT_FOUND.because("No note %s", id)));
    }

    Mono<Page<Note>> list(Caller.User owner, ListNotes wanted, PageRequest page) {
        return notes.list(owner.id(), wanted.colour(), page)
                .collectList()
                .map(read -> Page.of(read, page, note -> Cursor.after(note.createdAt(), note.id())));
    }

    Mono<Void> remove(Caller.User owner, UUID id) {
        return notes.delete(owner.id(), id)
                .filter(rows -> rows > 0)
                .switchIfEmpty(Mono.error(() -> NOT_FOUND.because("No note %s", id)))
                .then();
    }
}
