package io.vedette.testing.notes;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import io.vedette.platform.data.Columns;
import io.vedette.platform.data.DatabaseUrl;
import io.vedette.platform.operation.Cursor;
import io.vedette.platform.operation.PageRequest;
import io.vedette.testing.TestDatabase;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The notes, in a table that only test databases have. */
@Repository
public class NotesTable {
    private static final String DEFINITION = """
            create table notes (
              id uuid primary key, owner text not null, title text not null, colour text not null,
              remind_at timestamptz, metadata jsonb not null, created_at timestamptz not null)
            """;

    private final DatabaseClient database;
    private final JsonMapper json;

    NotesTable(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    public static void createIn(DatabaseUrl url) {
        TestDatabase.execute(url, DEFINITION);
    }

    Mono<Note> insert(Note note) {
        return database.sql("insert into notes values (:id, :owner, :title, :colour, :remindAt, :metadata, :createdAt)")
                .bind("id", note.id())
                .bind("owner", note.owner())
                .bind("title", note.title())
                .bind("colour", note.colour().name())
                .bind("remindAt", Columns.orNull(note.remindAt(), Instant.class))
                .bind("metadata", Json.of(json.writeValueAsString(note.metadata())))
                .bind("createdAt", note.createdAt())
                .fetch()
                .rowsUpdated()
                .thenReturn(note);
    }

    Mono<Note> find(String owner, UUID id) {
        return database.sql("select * from notes where id = :id and owner = :owner")
                .bind("id", id)
                .bind("owner", owner)
                .map((row, _) -> note(row))
                .one();
    }

    Mono<Long> delete(String owner, UUID id) {
        return database.sql("delete from notes where id = :id and owner = :owner")
                .bind("id", id)
                .bind("owner", owner)
                .fetch()
                .rowsUpdated();
    }

    Flux<Note> list(String owner, Note.@Nullable Colour colour, PageRequest page) {
        Cursor after = page.after();
        return database.sql("""
                        select * from notes where owner = :owner and (:colour::text is null or colour = :colour)
                        and (:at::timestamptz is null or (created_at, id) < (:at, :id))
                        order by created_at desc, id desc limit :rows
                        """)
                .bind("owner", owner)
                .bind("colour", Columns.orNull(colour == null ? null : colour.name(), String.class))
                .bind("at", Columns.orNull(after == null ? null : after.instant(0), Instant.class))
                .bind("id", Columns.orNull(after == null ? null : after.uuid(1), UUID.class))
                .bind("rows", page.rowsToRead())
                .map((row, _) -> note(row))
                .all();
    }

    private Note note(Readable row) {
        return new Note(
                Columns.value(row, "id", UUID.class),
                Columns.value(row, "owner", String.class),
                Columns.value(row, "title", String.class),
                Note.Colour.valueOf(Columns.value(row, "colour", String.class).toUpperCase(Locale.ROOT)),
                row.get("remind_at", Instant.class),
                json.readValue(Columns.value(row, "metadata", Json.class).asString(), ObjectNode.class),
                Columns.value(row, "created_at", Instant.class));
    }
}
