package io.vedette.devices.presence;

import static io.vedette.platform.data.Columns.value;

import io.r2dbc.spi.Readable;
import io.vedette.devices.Device;
import io.vedette.devices.Device.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * What heartbeats change in the rows of devices. How long one counts is measured by the database's clock alone, so that
 * the nodes need not agree on the time; only {@link #runOut} compares it with anything.
 */
@Repository
class BeatsTable {
    /** How far clocks may be off before somebody calls it a jump. */
    static final Duration TOLERANCE = Duration.ofSeconds(2);

    private static final double MILLIS_PER_SECOND = 1_000;

    /** A device after its heartbeat. */
    record Beaten(Beat.Key key, Change change, Device device) {}

    /** Why a heartbeat found nothing: no such device, another token, or it is disabled. */
    record State(Beat.Key key, Status status) {}

    /** What the sweep saw of the database's time, and who ran out. */
    record Sweep(Instant now, List<Change> changes) {}

    private record Line(Instant now, Optional<Change> change) {
        static Line read(Readable row) {
            boolean changed = row.get("id", UUID.class) != null;
            return new Line(
                    value(row, "now", Instant.class), changed ? Optional.of(Change.read(row)) : Optional.empty());
        }
    }

    private final DatabaseClient database;
    private final JsonMapper json;
    private final Clock clock;
    private final Duration timeout;

    BeatsTable(DatabaseClient database, JsonMapper json, Clock clock, PresenceSettings settings) {
        this.database = database;
        this.json = json;
        this.clock = clock;
        this.timeout = settings.timeout();
    }

    /** By primary key. What a device says of itself again is no change of it. */
    Flux<Beaten> beat(Collection<Beat> beats) {
        return database.sql("""
                with locked as materialized (
                  select d.id, d.online, d.token_version as version, beat.counts, beat.metadata::jsonb, beat.app_version
                  from unnest(:ids, :versions, :counts, :metadata, :appVersions)
                    as beat (id, version, counts, metadata, app_version)
                  join devices d on d.id = beat.id
                  where d.status = 'active' and d.token_version = beat.version
                  order by d.id for no key update of d
                )
                update devices d set online = d.online or locked.counts,
                  beats_until = case when locked.counts then statement_timestamp() + make_interval(secs => :timeout)
                    else d.beats_until end,
                  last_seen_at = date_trunc('milliseconds', statement_timestamp()),
                  metadata = coalesce(locked.metadata, d.metadata),
                  app_version = coalesce(locked.app_version, d.app_version),
                  updated_at = case when (coalesce(locked.metadata, d.metadata), coalesce(locked.app_version, d.app_version))
                    is distinct from (d.metadata, d.app_version) then :now else d.updated_at end
                from locked where d.id = locked.id
                returning locked.version, locked.online as was, %s
                """.formatted(Device.COLUMNS))
                .bind("ids", beats.stream().map(Beat::deviceId).toArray(UUID[]::new))
                .bind("versions", beats.stream().map(Beat::tokenVersion).toArray(Integer[]::new))
                .bind("counts", beats.stream().map(Beat::counts).toArray(Boolean[]::new))
                .bind(
                        "metadata",
                        beats.stream()
                                .map(beat -> beat.metadata() == null
                                        ? null
                                        : beat.metadata().toString())
                                .toArray(String[]::new))
                .bind("appVersions", beats.stream().map(Beat::appVersion).toArray(String[]::new))
                .bind("timeout", seconds(timeout))
                .bind("now", clock.instant())
                .map(row -> new Beaten(
                        new Beat.Key(value(row, "id", UUID.class), value(row, "version", Integer.class)),
                        Change.read(row),
                        Device.read(row, json)))
                .all();
    }

    /** By primary key. */
    Flux<State> states(Collection<Beat.Key> keys) {
        return database.sql("select id, token_version, status from devices where id = any(:ids)")
                .bind("ids", keys.stream().map(Beat.Key::deviceId).toArray(UUID[]::new))
                .map(row -> new State(
                        new Beat.Key(value(row, "id", UUID.class), value(row, "token_version", Integer.class)),
                        Status.of(value(row, "status", String.class))))
                .all();
    }

    /** Whether this person has such a device. By primary key. */
    Mono<Boolean> isOf(String userId, UUID deviceId) {
        return database.sql("select exists (select from devices where id = :id and user_id = :user) as found")
                .bind("id", deviceId)
                .bind("user", userId)
                .map(row -> value(row, "found", Boolean.class))
                .one();
    }

    /**
     * Forgets the heartbeats whose time is over, or that are further ahead than any can be. It does so only while the
     * database's clock is where it should be, and leaves rows that somebody writes just now for the next time. Served by
     * the index on beats_until.
     */
    Mono<Sweep> runOut(Instant from, Instant until, int most) {
        return database.sql("""
                with locked as materialized (
                  select d.id, d.online from devices d
                  where d.online and d.beats_until is not null and statement_timestamp() between :from and :until
                    and (d.beats_until <= statement_timestamp()
                      or d.beats_until > statement_timestamp() + make_interval(secs => :furthest))
                  limit :most for no key update skip locked
                ), changed as (
                  update devices d set beats_until = null, online = d.nodes <> '{}'
                  from locked where d.id = locked.id
                  returning %s
                )
                select statement_timestamp() as now, changed.* from (values (1)) one left join changed on true
                """.formatted(Change.COLUMNS))
                .bind("from", from)
                .bind("until", until)
                .bind("furthest", seconds(timeout.plus(TOLERANCE)))
                .bind("most", most)
                .map(Line::read)
                .all()
                .collectList()
                .map(BeatsTable::sweep);
    }

    private static Sweep sweep(List<Line> lines) {
        List<Change> changes = new ArrayList<>();
        lines.forEach(line -> line.change().ifPresent(changes::add));
        return new Sweep(lines.getFirst().now(), changes);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / MILLIS_PER_SECOND;
    }
}
