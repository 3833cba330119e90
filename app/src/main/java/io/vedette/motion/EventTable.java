package io.vedette.motion;

import static io.vedette.platform.data.Columns.orNull;

import io.vedette.platform.data.Conditions;
import io.vedette.platform.data.Lane;
import io.vedette.platform.data.Query;
import io.vedette.platform.operation.Cursor;
import io.vedette.platform.operation.PageRequest;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The events as they are read. */
@Repository
class EventTable {
    private static final String FIND =
            "select " + Event.COLUMNS + "from events e where e.id = :id and e.user_id = :user";

    /** By primary key; what goes on stays. */
    static final String FORGET = """
            delete from events where id in (
              select id from events
              where id < first_id_at(now() - make_interval(secs => :age))
                and created_at < now() - make_interval(secs => :age) and status <> 'active'
              order by id limit :most for update skip locked)
            """;

    private static final String SELECT =
            "select " + Event.COLUMNS + "from events e where %s%s order by e.started_at desc, e.id desc limit :rows";

    /** Said in full: a parameter would keep the planner from the index of those that are active. */
    private static final Map<Event.Status, String> STATUS =
            Map.of(Event.Status.ACTIVE, " and e.status = 'active'", Event.Status.ENDED, " and e.status = 'ended'");

    private final DatabaseClient database;
    private final JsonMapper json;

    EventTable(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    Mono<Event> find(String userId, UUID id) {
        return database.sql(FIND)
                .bind("id", id)
                .bind("user", userId)
                .map(row -> Event.read(row, json))
                .one();
    }

    Flux<Event> list(String userId, ListEvents wanted, PageRequest page) {
        return query(userId, wanted, page)
                .on(database)
                .map(row -> Event.read(row, json))
                .all();
    }

    /** A few of the oldest; gives how many. */
    Mono<Long> forget(Duration age, int most) {
        return Lane.jobs(database.sql(FORGET)
                .bind("age", age.toMillis() / 1000.0)
                .bind("most", most)
                .fetch()
                .rowsUpdated());
    }

    /** Unless it names another video. By primary key. */
    Mono<Void> show(UUID id, Clip clip) {
        return database.sql("""
                        update events set video_id = :video, video_url = :url
                        where id = :id and coalesce(video_id, :video) = :video
                        """)
                .bind("id", id)
                .bind("video", clip.videoId())
                .bind("url", orNull(clip.url(), String.class))
                .then();
    }

    /** By events_video. */
    Mono<Void> forgetVideos(Collection<UUID> videos) {
        return database.sql("update events set video_id = null, video_url = null where video_id = any(:videos)")
                .bind("videos", videos.toArray(UUID[]::new))
                .then();
    }

    /** By the index that begins with what is wanted: events_user and those named like it, or events_device and its like. */
    static Query query(String userId, ListEvents wanted, PageRequest page) {
        Event.Status status = wanted.status();
        Event.Severity severity = wanted.severity();
        Conditions conditions = Conditions.of("e.user_id = :user", "user", userId)
                .and("e.device_id = :device", "device", wanted.deviceId())
                .and("e.type = :type", "type", wanted.type())
                .and("e.severity = :severity", "severity", severity == null ? null : severity.code())
                .and("e.started_at >= :from", "from", wanted.from())
                .and("e.started_at <= :to", "to", wanted.to());
        Cursor after = page.after();
        if (after != null) {
            conditions.olderThan("e.started_at, e.id", after.instant(0), after.uuid(1));
        }
        return conditions.query(
                SELECT.formatted(conditions.sql(), status == null ? "" : STATUS.get(status)), page.rowsToRead());
    }
}
