package io.vedette.media.mediamtx;

import io.vedette.media.Guest;
import io.vedette.media.Holder;
import io.vedette.media.mediamtx.AdmissionTable.Kept;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Who is on a path: MediaMTX says by which connections, and who that is we know as we have let them in, or from it where it reads
 * our tokens itself. What it calls the user counts only where we have let in nobody: where it asks us, clients choose that name themselves.
 */
final class Crowd {
    /** What clients hang on to, by the names that paths have for it; what else there is, whoever runs it has put there. */
    private static final Map<String, String> KINDS = Map.of(
            "webRTCSession", "webrtcsessions",
            "hlsSession", "hlssessions",
            "rtspSession", "rtspsessions",
            "rtspsSession", "rtspssessions",
            "rtmpConn", "rtmpconns",
            "rtmpsConn", "rtmpsconns",
            "srtConn", "srtconns",
            "moqSession", "moqsessions");

    private final MediaMtxApi api;
    private final AdmissionTable admissions;

    Crowd(MediaMtxApi api, AdmissionTable admissions) {
        this.api = api;
        this.admissions = admissions;
    }

    private record Connection(String kind, String id) {
        static Optional<Connection> read(JsonNode said) {
            return Optional.ofNullable(KINDS.get(said.path("type").asString("")))
                    .map(kind -> new Connection(kind, said.path("id").asString("")));
        }
    }

    /** @param ids of the connection, and of those that it is made of */
    private record Present(Guest guest, Set<String> ids) {}

    Flux<Guest> on(UUID session) {
        return api.path(Path.of(session).name())
                .map(Crowd::connections)
                .filter(present -> !present.isEmpty())
                .flatMapMany(present ->
                        admissions.of(session).collectList().flatMapMany(kept -> identified(session, present, kept)));
    }

    private static List<Connection> connections(JsonNode path) {
        return Stream.concat(
                        Stream.of(path.path("source")), path.path("readers").valueStream())
                .map(Connection::read)
                .flatMap(Optional::stream)
                .toList();
    }

    private Flux<Guest> identified(UUID session, List<Connection> connections, List<Kept> kept) {
        Map<String, Holder> known =
                kept.stream().collect(Collectors.toMap(each -> each.connection().toString(), Kept::holder));
        return Flux.fromIterable(connections)
                .concatMap(each -> present(session, each, known))
                .collectList()
                .flatMapMany(present -> forgetThoseGone(session, present, kept)
                        .thenMany(Flux.fromIterable(present).map(Present::guest)));
    }

    private Mono<Present> present(UUID session, Connection connection, Map<String, Holder> known) {
        Holder holder = known.get(connection.id());
        return holder != null
                ? Mono.just(present(session, connection, holder, Set.of()))
                : api.connection(connection.kind(), connection.id())
                        .map(said -> present(session, connection, said, known));
    }

    private static Present present(UUID session, Connection connection, JsonNode said, Map<String, Holder> known) {
        Set<String> parts =
                said.path("conns").valueStream().map(id -> id.asString("")).collect(Collectors.toSet());
        Holder holder = parts.stream()
                .filter(known::containsKey)
                .findFirst()
                .flatMap(part -> Optional.ofNullable(known.get(part)))
                .or(() -> known.isEmpty() ? Holder.parse(said.path("user").asString("")) : Optional.empty())
                .orElse(null);
        return present(session, connection, holder, parts);
    }

    private static Present present(UUID session, Connection connection, @Nullable Holder holder, Set<String> parts) {
        Set<String> ids = new HashSet<>(parts);
        ids.add(connection.id());
        return new Present(new Guest(session, holder, connection.kind(), connection.id()), ids);
    }

    private Mono<Void> forgetThoseGone(UUID session, List<Present> present, List<Kept> kept) {
        Set<String> here = present.stream().flatMap(each -> each.ids().stream()).collect(Collectors.toSet());
        List<UUID> gone = kept.stream()
                .filter(each -> each.old() && !here.contains(each.connection().toString()))
                .map(Kept::connection)
                .toList();
        return gone.isEmpty() ? Mono.empty() : admissions.forget(session, gone);
    }

    Mono<Void> forgetWhatHasEnded() {
        return admissions.forgetWhatHasEnded();
    }
}
